-- Counts, kept as claims come and change, so that no page or query of a large ledger counts them all: how
-- many claims stand of each speaker, on each topic and due on each day, by verdict; how many candidates wait.
-- And the indexes the named queries ask for.

CREATE TABLE tallies (
    "by" TEXT NOT NULL CHECK ("by" IN ('speaker', 'topic', 'due', 'candidate')),
    key TEXT NOT NULL,                      -- the speaker's number, the topic, the day; '' where there is none
    verdict TEXT NOT NULL,                  -- '' where there is none
    claims INTEGER NOT NULL,
    PRIMARY KEY ("by", key, verdict)
) STRICT, WITHOUT ROWID;

-- What a claim counts in; a candidate somebody has decided on is a claim.
CREATE VIEW counted AS
SELECT id, 'speaker' AS "by", CAST(speaker AS TEXT) AS key, coalesce(verdict, '') AS verdict
FROM claims WHERE status = 'stands'
UNION ALL
SELECT id, 'due', coalesce(due, ''), coalesce(verdict, '') FROM claims WHERE status = 'stands'
UNION ALL
SELECT id, 'topic', topic, coalesce(verdict, '')
FROM claims JOIN claim_topics ON claim = id WHERE status = 'stands'
UNION ALL
SELECT id, 'candidate', '', '' FROM extracted
WHERE standing = 'candidate' AND withdrawn IS NULL AND id NOT IN (SELECT id FROM claims);

INSERT INTO tallies ("by", key, verdict, claims)
SELECT "by", key, verdict, count(*) FROM counted GROUP BY "by", key, verdict;

CREATE TRIGGER claim_is_counted AFTER INSERT ON claims WHEN NEW.status = 'stands'
BEGIN
    INSERT INTO tallies ("by", key, verdict, claims)
    SELECT 'speaker', CAST(NEW.speaker AS TEXT), coalesce(NEW.verdict, ''), 1
    UNION SELECT 'due', coalesce(NEW.due, ''), coalesce(NEW.verdict, ''), 1
    UNION SELECT 'topic', value, coalesce(NEW.verdict, ''), 1 FROM json_each(NEW.topics) WHERE true
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER claim_is_counted_anew AFTER UPDATE OF status, verdict, speaker, due, topics ON claims
WHEN (OLD.status, OLD.verdict, OLD.speaker, OLD.due, OLD.topics)
    IS NOT (NEW.status, NEW.verdict, NEW.speaker, NEW.due, NEW.topics)
BEGIN
    UPDATE tallies SET claims = claims - 1 WHERE OLD.status = 'stands'
        AND "by" = 'speaker' AND key = CAST(OLD.speaker AS TEXT) AND verdict = coalesce(OLD.verdict, '');
    UPDATE tallies SET claims = claims - 1 WHERE OLD.status = 'stands'
        AND "by" = 'due' AND key = coalesce(OLD.due, '') AND verdict = coalesce(OLD.verdict, '');
    UPDATE tallies SET claims = claims - 1 WHERE OLD.status = 'stands' AND "by" = 'topic'
        AND key IN (SELECT value FROM json_each(OLD.topics)) AND verdict = coalesce(OLD.verdict, '');
    INSERT INTO tallies ("by", key, verdict, claims)
    SELECT 'speaker', CAST(NEW.speaker AS TEXT), coalesce(NEW.verdict, ''), 1 WHERE NEW.status = 'stands'
    UNION SELECT 'due', coalesce(NEW.due, ''), coalesce(NEW.verdict, ''), 1 WHERE NEW.status = 'stands'
    UNION SELECT 'topic', value, coalesce(NEW.verdict, ''), 1 FROM json_each(NEW.topics)
    WHERE NEW.status = 'stands'
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER claim_is_counted_no_more AFTER DELETE ON claims WHEN OLD.status = 'stands'
BEGIN
    UPDATE tallies SET claims = claims - 1
    WHERE "by" = 'speaker' AND key = CAST(OLD.speaker AS TEXT) AND verdict = coalesce(OLD.verdict, '');
    UPDATE tallies SET claims = claims - 1
    WHERE "by" = 'due' AND key = coalesce(OLD.due, '') AND verdict = coalesce(OLD.verdict, '');
    UPDATE tallies SET claims = claims - 1 WHERE "by" = 'topic'
        AND key IN (SELECT value FROM json_each(OLD.topics)) AND verdict = coalesce(OLD.verdict, '');
END;

CREATE TRIGGER candidate_is_counted AFTER INSERT ON extracted
WHEN NEW.standing = 'candidate' AND NEW.withdrawn IS NULL
BEGIN
    INSERT INTO tallies ("by", key, verdict, claims) VALUES ('candidate', '', '', 1)
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

-- Before the change, for after it the claim is among the claims where it was promoted.
CREATE TRIGGER candidate_is_counted_anew BEFORE UPDATE OF standing, withdrawn ON extracted
WHEN (OLD.standing = 'candidate' AND OLD.withdrawn IS NULL) <> (NEW.standing = 'candidate' AND NEW.withdrawn IS NULL)
    AND OLD.id NOT IN (SELECT id FROM claims)
BEGIN
    INSERT INTO tallies ("by", key, verdict, claims)
    VALUES ('candidate', '', '', iif(NEW.standing = 'candidate' AND NEW.withdrawn IS NULL, 1, -1))
    ON CONFLICT DO UPDATE SET claims = claims + excluded.claims;
END;

CREATE TRIGGER candidate_is_counted_no_more BEFORE DELETE ON extracted
WHEN OLD.standing = 'candidate' AND OLD.withdrawn IS NULL AND OLD.id NOT IN (SELECT id FROM claims)
BEGIN
    UPDATE tallies SET claims = claims - 1 WHERE "by" = 'candidate';
END;

CREATE TRIGGER candidate_is_decided AFTER INSERT ON claims
WHEN EXISTS (SELECT 1 FROM extracted WHERE id = NEW.id AND standing = 'candidate' AND withdrawn IS NULL)
BEGIN
    UPDATE tallies SET claims = claims - 1 WHERE "by" = 'candidate';
END;

CREATE INDEX claims_as_they_came ON claims (number) WHERE status = 'stands';
CREATE INDEX claims_within_a_year ON claims (source, start) WHERE status = 'stands' AND horizon_months <= 12;
CREATE INDEX claims_of_speaker_in_order ON claims (speaker, source, start) WHERE status = 'stands';
CREATE INDEX topics_as_they_came ON claim_topics (topic);
