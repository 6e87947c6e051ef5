-- The door for plain SQL, such as a writable query in Datasette: `INSERT INTO mark (claim, verdict, …)` with
-- texts as a form gives them. It accepts and refuses what `ledger.book.marking.record` does, in the same words
-- (RULES in `ledger.book.outcome`, which names the value too), and records nothing that is told already.

CREATE VIEW mark AS
SELECT claim, verdict, share, happened_on, evidence, note, supersedes, recorded_by FROM outcomes;

-- What was given, as the ledger would write it: one step between the door and the checks.
CREATE VIEW mark_as_read AS SELECT 0 AS claims, * FROM mark;

CREATE TRIGGER mark_is_read INSTEAD OF INSERT ON mark
BEGIN
    INSERT INTO mark_as_read (claims, claim, verdict, share, happened_on, evidence, note, supersedes, recorded_by)
    SELECT
        count(*), min(id), lower(trim(NEW.verdict)), nullif(trim(NEW.share), ''), nullif(trim(NEW.happened_on), ''),
        CASE
            WHEN trim(coalesce(NEW.evidence, '')) = '' THEN '[]'
            WHEN json_valid(NEW.evidence) THEN json(NEW.evidence)
            ELSE '[' || replace(json_quote(trim(replace(replace(replace(replace(NEW.evidence, char(13), ' '),
                char(10), ' '), '  ', ' '), '  ', ' '))), ' ', '","') || ']'
        END,
        replace(trim(coalesce(NEW.note, ''), ' ' || char(9, 10, 13)), char(13, 10), char(10)),
        nullif(trim(NEW.supersedes), ''), trim(coalesce(NEW.recorded_by, ''))
    FROM (
        SELECT id FROM (SELECT id FROM extracted UNION ALL SELECT id FROM added)
        WHERE id >= lower(trim(NEW.claim)) AND id < lower(trim(NEW.claim)) || '{' LIMIT 2);
END;

CREATE TRIGGER mark_is_checked INSTEAD OF INSERT ON mark_as_read
BEGIN
    SELECT RAISE(ABORT, 'claim: no claim has an id that begins so') WHERE NEW.claims = 0;
    SELECT RAISE(ABORT, 'claim: several claims have ids that begin so') WHERE NEW.claims > 1;
    SELECT RAISE(ABORT, 'claim: only a candidate so far, accept it first')
        FROM overlaid WHERE id = NEW.claim AND status = 'candidate';
    SELECT RAISE(ABORT, 'claim: rejected, restore it first')
        FROM overlaid WHERE id = NEW.claim AND status = 'rejected';
    SELECT RAISE(ABORT, 'claim: withdrawn, and its words are no longer in the transcript')
        FROM overlaid AS o JOIN transcripts AS t ON t.source = o.source
        WHERE o.id = NEW.claim AND o.status = 'withdrawn' AND o.quote <> substr(t.text, o.start + 1, o."end" - o.start);
    SELECT RAISE(ABORT, 'verdict: one of true, partial, false, ambiguous, annulled, unverifiable, reopen')
        WHERE coalesce(NEW.verdict, '') NOT IN (
            'true', 'partial', 'false', 'ambiguous', 'annulled', 'unverifiable', 'reopen');
    SELECT RAISE(ABORT, 'share: a number from 0 to 1 with the verdict partial, empty with any other')
        WHERE (NEW.verdict = 'partial') <> (NEW.share IS NOT NULL) OR (NEW.share IS NOT NULL AND NOT (
            json_type(iif(json_valid(NEW.share), NEW.share, '[]')) IN ('integer', 'real')
            AND NEW.share + 0 BETWEEN 0 AND 1));
    SELECT RAISE(ABORT, 'happened_on: a day, month or year, as 2024-12-31, 2024-12 or 2024')
        WHERE NEW.happened_on IS NOT NULL AND NOT (
            length(NEW.happened_on) IN (4, 7, 10) AND NEW.happened_on || substr('0000-01-01', length(NEW.happened_on) + 1)
            IS date(NEW.happened_on || substr('0000-01-01', length(NEW.happened_on) + 1), '+0 days'));
    SELECT RAISE(ABORT, 'happened_on: no day that is still to come')
        WHERE NEW.happened_on > date('now', '+14 hours');
    SELECT RAISE(ABORT, 'happened_on: empty with the verdict reopen')
        WHERE NEW.happened_on IS NOT NULL AND NEW.verdict = 'reopen';
    SELECT RAISE(ABORT, 'evidence: addresses that begin with http:// or https://')
        WHERE json_type(NEW.evidence) <> 'array' OR EXISTS (
            SELECT 1 FROM json_each(NEW.evidence) WHERE type <> 'text' OR instr(value, ' ')
            OR NOT (value LIKE 'http://_%' OR value LIKE 'https://_%'));
    SELECT RAISE(ABORT, 'note: text of at most 20000 characters') WHERE length(NEW.note) > 20000;
    SELECT RAISE(ABORT, 'note: the reason is needed to reopen') WHERE NEW.verdict = 'reopen' AND NEW.note = '';
    SELECT RAISE(ABORT, 'supersedes: the number of an event') WHERE NEW.supersedes GLOB '*[^0-9]*';
    SELECT RAISE(ABORT, 'recorded_by: the name of who marks') WHERE NEW.recorded_by = '';
    INSERT INTO outcomes (
        claim, verdict, share, happened_on, evidence, note, supersedes, recorded_at, recorded_by, method)
    SELECT
        NEW.claim, NEW.verdict, CAST(NEW.share AS REAL), NEW.happened_on, NEW.evidence, NEW.note,
        coalesce(CAST(NEW.supersedes AS INTEGER), (SELECT max(id) FROM outcomes WHERE claim = NEW.claim)),
        strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), NEW.recorded_by, 'query'
    WHERE NOT EXISTS (
        SELECT 1 FROM outcomes
        WHERE id = (SELECT max(id) FROM outcomes WHERE claim = NEW.claim)
            AND verdict = NEW.verdict AND share IS CAST(NEW.share AS REAL) AND happened_on IS NEW.happened_on
            AND evidence = NEW.evidence AND note = NEW.note
            AND (NEW.supersedes IS NULL OR supersedes = CAST(NEW.supersedes AS INTEGER)));
END;

-- Whatever the door: there is no verdict to take back where none stands.
CREATE TRIGGER outcomes_reopen_a_verdict BEFORE INSERT ON outcomes
WHEN NEW.verdict = 'reopen' AND (SELECT verdict FROM claims WHERE id = NEW.claim) IS NULL
BEGIN
    SELECT RAISE(ABORT, 'verdict: no verdict to take back');
END;
