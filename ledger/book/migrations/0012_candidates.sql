-- The same candidates, without overlaying all claims first.

DROP VIEW candidates;

-- What the reader found but does not stand by, and nobody has accepted or rejected.
CREATE VIEW candidates AS
SELECT
    id, source, start, "end", quote, statement, speaker, question, kind, topics, due, certainty, confidence
FROM extracted AS e
WHERE standing = 'candidate' AND withdrawn IS NULL
    AND NOT EXISTS (SELECT 1 FROM edits WHERE claim = e.id)
    AND NOT EXISTS (SELECT 1 FROM outcomes WHERE claim = e.id);

DROP INDEX candidates_by_confidence;
CREATE INDEX candidates_by_confidence ON extracted (confidence, id) WHERE standing = 'candidate' AND withdrawn IS NULL;
