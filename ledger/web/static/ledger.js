// What the pages do beyond links and forms: review by keyboard, and claims added from selected words.

const byId = (id) => document.getElementById(id);

// --- Review: one key each -----------------------------------------------------------------------
const review = document.querySelector(".lg-review");
if (review) {
    const cards = [...review.querySelectorAll("article")];
    const decided = [];
    let at = 0;

    const tell = (text) => { byId("decided").hidden = false; byId("decided").textContent = text; };
    const show = (place) => {
        at = Math.max(0, place);
        cards.forEach((card, number) => { card.hidden = number !== at; });
        byId("more").hidden = at < cards.length;
        if (cards[at]) cards[at].focus();
    };
    // A decision waits until the next one, or a few seconds, before it is sent: undoing it leaves no trace.
    const WAIT = 4000;
    let waiting = null;
    const send = async () => {
        if (!waiting) return;
        const { card, status, timer } = waiting;
        waiting = null;
        clearTimeout(timer);
        const body = new URLSearchParams({ csrftoken: review.dataset.csrf, status, seen: card.dataset.seen });
        try {
            const answer = await fetch(card.dataset.status,
                { method: "POST", body, headers: { Accept: "application/json" }, keepalive: true });
            const said = await answer.json();
            if (!said.ok) tell(`${review.dataset.failed}: ${said.errors.map((error) => error.message).join("\n")}`);
        } catch (error) { tell(`${review.dataset.failed} (${error.message})`); }
    };
    const decide = (status, word) => {
        const card = cards[at];
        if (!card) return;
        send();
        waiting = { card, status, timer: setTimeout(send, WAIT) };
        decided.push(card);
        tell(`${word}: ${card.querySelector("h2").textContent}`);
        show(at + 1);
    };
    const undo = () => {
        const card = decided.pop();
        if (!card) return;
        if (waiting && waiting.card === card) { clearTimeout(waiting.timer); waiting = null; tell(review.dataset.undone); }
        else tell(review.dataset.again);
        show(cards.indexOf(card));
    };
    addEventListener("pagehide", send);
    const keys = {
        a: () => decide("accept", review.dataset.accepted),
        r: () => decide("reject", review.dataset.rejected),
        e: () => { if (cards[at]) location.href = `${cards[at].dataset.claim}?edit=1`; },
        n: () => show(Math.min(at + 1, cards.length)),
        u: undo,
    };
    document.addEventListener("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
        const act = keys[event.key.toLowerCase()];
        if (act) { event.preventDefault(); act(); }
    });
    review.addEventListener("submit", (event) => {
        event.preventDefault();
        keys[event.submitter.value === "accept" ? "a" : "r"]();
    });
}

// --- A transcript: words that are selected become a claim --------------------------------------
const adding = byId("add");
if (adding) {
    // Offsets count code points, as the ledger does; a DOM string counts UTF-16 units.
    const points = (text) => [...text].length;
    const place = (node, offset) => {
        const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
        if (!piece || node.nodeType !== Node.TEXT_NODE) return null;
        return Number(piece.dataset.start) + points(node.data.slice(0, offset));
    };
    const take = () => {
        const chosen = getSelection();
        if (!chosen.rangeCount || chosen.isCollapsed || !byId("words").contains(chosen.anchorNode)) return;
        const range = chosen.getRangeAt(0);
        const start = place(range.startContainer, range.startOffset);
        const end = place(range.endContainer, range.endOffset);
        if (start === null || end === null || end <= start) return;
        adding.elements.start.value = start;
        adding.elements.end.value = end;
        byId("chosen").textContent = chosen.toString();
        adding.elements.statement.value = chosen.toString().trim().replace(/\s+/g, " ");
        adding.elements.speaker.value = range.startContainer.parentElement.closest("[data-speaker]").dataset.speaker;
        adding.hidden = false;
    };
    document.addEventListener("mouseup", (event) => { if (!adding.contains(event.target)) take(); });
    document.addEventListener("touchend", (event) => { if (!adding.contains(event.target)) setTimeout(take, 50); });
    document.addEventListener("keyup", (event) => { if (event.shiftKey && !adding.contains(event.target)) take(); });
    byId("leave").addEventListener("click", () => { adding.hidden = true; });
}
