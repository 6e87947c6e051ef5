-- What lists show is found along the index of their order, in a new ledger as in one with statistics: there is
-- none on what nearly all claims have in common, which SQLite would take for rare.

-- What waits for its day or its verdict, in that order and by arrival, without reading a claim.
DROP INDEX claims_waiting;
CREATE INDEX claims_waiting ON claims (due, number, verdict)
WHERE status = 'stands' AND verdict IS NULL AND due IS NOT NULL;

DROP INDEX claims_by_verdict;
CREATE INDEX claims_by_verdict ON claims (verdict) WHERE verdict IS NOT NULL;

DROP INDEX claims_by_status;
CREATE INDEX claims_rejected ON claims (source, start) WHERE status = 'rejected';
CREATE INDEX claims_withdrawn ON claims (source, start) WHERE status = 'withdrawn';

-- Recordings, latest first: a search for words in transcripts reads until it has enough, and sorts none.
CREATE INDEX sources_latest ON sources (date DESC, id);
