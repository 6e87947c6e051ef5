-- What waits for its day or its verdict, in that order and by arrival, without reading a claim.

DROP INDEX claims_waiting;
CREATE INDEX claims_waiting ON claims (due, number, verdict)
WHERE status = 'stands' AND verdict IS NULL AND due IS NOT NULL;

-- Recordings, latest first: a search for words in transcripts reads until it has enough, and sorts none.
CREATE INDEX sources_latest ON sources (date DESC, id);
