-- Every order of a list is an index to walk along, whatever the list is narrowed to; and counts by topic and
-- day, for the picture of when the claims on a topic are due.

DROP INDEX claims_when_due;
CREATE INDEX claims_by_day ON claims (due, number, verdict) WHERE status = 'stands';

-- All claims, those without a verdict behind.
DROP INDEX claims_lately_marked;
CREATE INDEX claims_lately_marked ON claims (outcome, number, verdict) WHERE status = 'stands';

-- Those of a verdict, in order of arrival.
DROP INDEX claims_by_verdict;
CREATE INDEX claims_by_verdict ON claims (verdict, number, status) WHERE verdict IS NOT NULL;

CREATE TABLE topic_days (
    topic TEXT NOT NULL,
    due TEXT NOT NULL,                      -- '' where there is none
    verdict TEXT NOT NULL,                  -- '' where there is none
    claims INTEGER NOT NULL,
    PRIMARY KEY (topic, due, verdict)
) STRICT, WITHOUT ROWID;

INSERT INTO topic_days (topic, due, verdict, claims)
SELECT topic, coalesce(due, ''), coalesce(verdict, ''), count(*)
FROM claims JOIN claim_topics ON claim = id WHERE status = 'stands' GROUP BY 1, 2, 3;

CREATE TRIGGER claim_counts_in_topics AFTER INSERT ON claims WHEN NEW.status = 'stands'
BEGIN
    INSERT INTO topic_days (topic, due, verdict, claims)
    SELECT DISTINCT value, coalesce(NEW.due, ''), coalesce(NEW.verdict, ''), 1 FROM json_each(NEW.topics) WHERE true
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER claim_counts_in_topics_anew AFTER UPDATE OF status, verdict, due, topics ON claims
WHEN (OLD.status, OLD.verdict, OLD.due, OLD.topics) IS NOT (NEW.status, NEW.verdict, NEW.due, NEW.topics)
BEGIN
    UPDATE topic_days SET claims = claims - 1 WHERE OLD.status = 'stands'
        AND topic IN (SELECT value FROM json_each(OLD.topics))
        AND due = coalesce(OLD.due, '') AND verdict = coalesce(OLD.verdict, '');
    INSERT INTO topic_days (topic, due, verdict, claims)
    SELECT DISTINCT value, coalesce(NEW.due, ''), coalesce(NEW.verdict, ''), 1 FROM json_each(NEW.topics)
    WHERE NEW.status = 'stands'
    ON CONFLICT DO UPDATE SET claims = claims + 1;
END;

CREATE TRIGGER claim_counts_in_no_topic AFTER DELETE ON claims WHEN OLD.status = 'stands'
BEGIN
    UPDATE topic_days SET claims = claims - 1 WHERE topic IN (SELECT value FROM json_each(OLD.topics))
        AND due = coalesce(OLD.due, '') AND verdict = coalesce(OLD.verdict, '');
END;
