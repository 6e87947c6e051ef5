-- The machine's words overlaid with the latest of people's: a view, and the table readers browse,
-- which triggers keep equal to it. Only SQLite's own functions occur, so any SQLite tool may write.

-- All that was found or added, before anybody corrected it.
CREATE VIEW found AS
SELECT
    id, source, start, "end", quote, statement, speaker, question, kind, topics, horizon_text,
    horizon_source, horizon_months, due, certainty, hedge, attributed_to, checkable, confidence, seconds,
    'reader' AS origin, standing, withdrawn, first_read
FROM extracted
UNION ALL
SELECT
    a.id, a.source, coalesce(n.start, a.start), coalesce(n."end", a."end"), coalesce(n.quote, a.quote),
    a.statement, a.speaker, NULL, a.kind, a.topics, '', 'none', NULL, a.due, a.certainty, '', '', NULL, NULL,
    a.seconds, 'person', 'claim', NULL, a.added_at
FROM added AS a LEFT JOIN anchors AS n ON n.claim = a.id;

-- A claim somebody has edited or marked is never withdrawn and no mere candidate.
CREATE VIEW overlaid AS
SELECT
    f.id, f.source, f.start, f."end", f.quote,
    coalesce((SELECT value FROM edits WHERE claim = f.id AND field = 'statement' ORDER BY id DESC LIMIT 1),
        f.statement) AS statement,
    coalesce((SELECT s.id FROM speakers AS s WHERE s.name = (
        SELECT value FROM edits WHERE claim = f.id AND field = 'speaker' ORDER BY id DESC LIMIT 1)),
        f.speaker) AS speaker,
    f.question,
    coalesce((SELECT value FROM edits WHERE claim = f.id AND field = 'kind' ORDER BY id DESC LIMIT 1),
        f.kind) AS kind,
    coalesce((SELECT value FROM edits WHERE claim = f.id AND field = 'topics' ORDER BY id DESC LIMIT 1),
        f.topics) AS topics,
    f.horizon_text, f.horizon_source, f.horizon_months,
    nullif(coalesce((SELECT value FROM edits WHERE claim = f.id AND field = 'due' ORDER BY id DESC LIMIT 1),
        f.due), '') AS due,
    coalesce((SELECT value FROM edits WHERE claim = f.id AND field = 'certainty' ORDER BY id DESC LIMIT 1),
        f.certainty) AS certainty,
    f.hedge,
    coalesce((SELECT value FROM edits WHERE claim = f.id AND field = 'attributed_to' ORDER BY id DESC LIMIT 1),
        f.attributed_to) AS attributed_to,
    coalesce((SELECT CAST(value AS INTEGER) FROM edits WHERE claim = f.id AND field = 'checkable'
        ORDER BY id DESC LIMIT 1), f.checkable) AS checkable,
    f.confidence, f.seconds,
    coalesce((SELECT value FROM edits WHERE claim = f.id AND field = 'criteria' ORDER BY id DESC LIMIT 1),
        '') AS criteria,
    (SELECT CAST(nullif(value, '') AS REAL) FROM edits WHERE claim = f.id AND field = 'probability'
        ORDER BY id DESC LIMIT 1) AS probability,
    f.origin,
    EXISTS (SELECT 1 FROM edits WHERE claim = f.id AND field <> 'status') AS edited,
    CASE
        WHEN (SELECT value FROM edits WHERE claim = f.id AND field = 'status' ORDER BY id DESC LIMIT 1) = 'reject'
            THEN 'rejected'
        WHEN o.id IS NOT NULL OR EXISTS (SELECT 1 FROM edits WHERE claim = f.id) THEN 'stands'
        WHEN f.standing = 'candidate' THEN 'candidate'
        WHEN f.withdrawn IS NOT NULL THEN 'withdrawn'
        ELSE 'stands'
    END AS status,
    iif(o.verdict = 'reopen', NULL, o.id) AS outcome,
    nullif(o.verdict, 'reopen') AS verdict,
    o.share, o.happened_on,
    iif(o.verdict = 'reopen', NULL, o.recorded_at) AS marked_at,
    f.first_read
FROM found AS f
LEFT JOIN outcomes AS o ON o.id = (SELECT max(id) FROM outcomes WHERE claim = f.id);

-- `INSERT INTO refresh SELECT id FROM overlaid` brings every claim up to date; candidates stay out.
CREATE VIEW refresh AS SELECT id FROM claims;

CREATE TRIGGER refresh_claim INSTEAD OF INSERT ON refresh
BEGIN
    INSERT INTO claims (
        number, id, source, start, "end", quote, statement, speaker, question, kind, topics, horizon_text,
        horizon_source, horizon_months, due, certainty, hedge, attributed_to, checkable, confidence, seconds,
        criteria, probability, origin, edited, status, outcome, verdict, share, happened_on, marked_at, first_read)
    SELECT
        coalesce((SELECT number FROM claims WHERE id = NEW.id), (SELECT coalesce(max(number), 0) + 1 FROM claims)),
        id, source, start, "end", quote, statement, speaker, question, kind, topics, horizon_text,
        horizon_source, horizon_months, due, certainty, hedge, attributed_to, checkable, confidence, seconds,
        criteria, probability, origin, edited, status, outcome, verdict, share, happened_on, marked_at, first_read
    FROM overlaid WHERE id = NEW.id AND status <> 'candidate'
    ON CONFLICT (id) DO UPDATE SET
        start = excluded.start, "end" = excluded."end", quote = excluded.quote, statement = excluded.statement,
        speaker = excluded.speaker, question = excluded.question, kind = excluded.kind, topics = excluded.topics,
        horizon_text = excluded.horizon_text, horizon_source = excluded.horizon_source,
        horizon_months = excluded.horizon_months, due = excluded.due, certainty = excluded.certainty,
        hedge = excluded.hedge, attributed_to = excluded.attributed_to, checkable = excluded.checkable,
        confidence = excluded.confidence, seconds = excluded.seconds, criteria = excluded.criteria,
        probability = excluded.probability, edited = excluded.edited, status = excluded.status,
        outcome = excluded.outcome, verdict = excluded.verdict, share = excluded.share,
        happened_on = excluded.happened_on, marked_at = excluded.marked_at;
END;

CREATE TRIGGER extracted_shows AFTER INSERT ON extracted
BEGIN
    INSERT INTO refresh (id) VALUES (NEW.id);
END;

CREATE TRIGGER extracted_change_shows AFTER UPDATE ON extracted
BEGIN
    INSERT INTO refresh (id) VALUES (NEW.id);
END;

CREATE TRIGGER added_shows AFTER INSERT ON added
BEGIN
    INSERT INTO refresh (id) VALUES (NEW.id);
END;

CREATE TRIGGER anchor_shows AFTER INSERT ON anchors
BEGIN
    INSERT INTO refresh (id) VALUES (NEW.claim);
END;

CREATE TRIGGER anchor_change_shows AFTER UPDATE ON anchors
BEGIN
    INSERT INTO refresh (id) VALUES (NEW.claim);
END;

CREATE TRIGGER edit_names_speaker BEFORE INSERT ON edits WHEN NEW.field = 'speaker' AND NEW.value IS NOT NULL
BEGIN
    INSERT INTO speakers (name) SELECT NEW.value WHERE NEW.value NOT IN (SELECT name FROM speakers);
END;

CREATE TRIGGER edit_shows AFTER INSERT ON edits
BEGIN
    INSERT INTO refresh (id) VALUES (NEW.claim);
END;

CREATE TRIGGER outcome_shows AFTER INSERT ON outcomes
BEGIN
    INSERT INTO refresh (id) SELECT NEW.claim WHERE NOT EXISTS (
        SELECT 1 FROM claims WHERE id = NEW.claim AND status = 'stands');
    UPDATE claims SET
        outcome = iif(NEW.verdict = 'reopen', NULL, NEW.id),
        verdict = nullif(NEW.verdict, 'reopen'),
        share = NEW.share,
        happened_on = NEW.happened_on,
        marked_at = iif(NEW.verdict = 'reopen', NULL, NEW.recorded_at)
    WHERE id = NEW.claim;
END;

CREATE TRIGGER claim_has_topics AFTER INSERT ON claims
BEGIN
    INSERT INTO claim_topics (claim, topic) SELECT DISTINCT NEW.id, value FROM json_each(NEW.topics);
END;

CREATE TRIGGER claim_changes_topics AFTER UPDATE OF topics ON claims WHEN OLD.topics <> NEW.topics
BEGIN
    DELETE FROM claim_topics WHERE claim = NEW.id;
    INSERT INTO claim_topics (claim, topic) SELECT DISTINCT NEW.id, value FROM json_each(NEW.topics);
END;

-- Where each claim stands today. `due` is within thirty days, `overdue` past its day without a verdict,
-- `late` came true after its day; a day known only to the month or year counts from its start.
CREATE VIEW claim_states AS
SELECT
    *,
    CASE
        WHEN verdict = 'true' AND happened_on > due THEN 'late'
        WHEN verdict IS NOT NULL THEN verdict
        WHEN due < date('now') THEN 'overdue'
        WHEN due <= date('now', '+30 days') THEN 'due'
        ELSE 'open'
    END AS state
FROM claims;

-- What the reader found but does not stand by, and nobody has accepted or rejected.
CREATE VIEW candidates AS
SELECT
    id, source, start, "end", quote, statement, speaker, question, kind, topics, due, certainty, confidence
FROM overlaid WHERE status = 'candidate';
