-- How many claims stand of each speaker and on each topic, by verdict: counted as claims come and change, so
-- that no page or query of a large ledger counts them all. And what else the named queries ask for.

CREATE TABLE tallies (
    "by" TEXT NOT NULL CHECK ("by" IN ('speaker', 'topic')),
    key TEXT NOT NULL,                      -- the speaker's number, or the topic
    verdict TEXT NOT NULL,                  -- '' where there is none
    claims INTEGER NOT NULL,
    PRIMARY KEY ("by", key, verdict)
) STRICT, WITHOUT ROWID;

INSERT INTO tallies ("by", key, verdict, claims)
SELECT 'speaker', CAST(speaker AS TEXT), coalesce(verdict, ''), count(*) FROM claims
WHERE status = 'stands' GROUP BY speaker, coalesce(verdict, '');

INSERT INTO tallies ("by", key, verdict, claims)
SELECT 'topic', t.topic, coalesce(c.verdict, ''), count(*)
FROM claims AS c JOIN claim_topics AS t ON t.claim = c.id
WHERE c.status = 'stands' GROUP BY t.topic, coalesce(c.verdict, '');

CREATE TRIGGER claim_is_counted AFTER INSERT ON claims WHEN NEW.status = 'stands'
BEGIN
    INSERT INTO tallies ("by", key, verdict, claims)
    SELECT 'speaker', CAST(NEW.speaker AS TEXT), coalesce(NEW.verdict, ''), 1
    UNION SELECT 'topic', value, coalesce(NEW.verdict, ''), 1 FROM json_each(NEW.topics) WHERE true
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER claim_is_counted_anew
AFTER UPDATE OF status, verdict, speaker, topics ON claims
WHEN (OLD.status, OLD.verdict, OLD.speaker, OLD.topics) IS NOT (NEW.status, NEW.verdict, NEW.speaker, NEW.topics)
BEGIN
    UPDATE tallies SET claims = claims - 1 WHERE OLD.status = 'stands'
        AND "by" = 'speaker' AND key = CAST(OLD.speaker AS TEXT) AND verdict = coalesce(OLD.verdict, '');
    UPDATE tallies SET claims = claims - 1 WHERE OLD.status = 'stands' AND "by" = 'topic'
        AND key IN (SELECT value FROM json_each(OLD.topics)) AND verdict = coalesce(OLD.verdict, '');
    INSERT INTO tallies ("by", key, verdict, claims)
    SELECT 'speaker', CAST(NEW.speaker AS TEXT), coalesce(NEW.verdict, ''), 1 WHERE NEW.status = 'stands'
    UNION SELECT 'topic', value, coalesce(NEW.verdict, ''), 1 FROM json_each(NEW.topics)
    WHERE NEW.status = 'stands'
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER claim_is_counted_no_more AFTER DELETE ON claims WHEN OLD.status = 'stands'
BEGIN
    UPDATE tallies SET claims = claims - 1
    WHERE "by" = 'speaker' AND key = CAST(OLD.speaker AS TEXT) AND verdict = coalesce(OLD.verdict, '');
    UPDATE tallies SET claims = claims - 1 WHERE "by" = 'topic'
        AND key IN (SELECT value FROM json_each(OLD.topics)) AND verdict = coalesce(OLD.verdict, '');
END;

CREATE INDEX claims_within_a_year ON claims (source, start) WHERE status = 'stands' AND horizon_months <= 12;
CREATE INDEX claims_of_speaker_in_order ON claims (speaker, source, start) WHERE status = 'stands';
CREATE INDEX topics_as_they_came ON claim_topics (topic);
