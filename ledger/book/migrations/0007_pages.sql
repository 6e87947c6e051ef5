-- What the pages of a large ledger ask for, as indexes: counts by speaker, source and day without reading a
-- claim, what was marked last, and what waits for a decision, most confident first.

CREATE INDEX claims_of_speaker ON claims (speaker, verdict) WHERE status = 'stands';
CREATE INDEX claims_of_source ON claims (source) WHERE status = 'stands';
CREATE INDEX claims_when_due ON claims (due, verdict) WHERE status = 'stands' AND due IS NOT NULL;
CREATE INDEX claims_lately_marked ON claims (outcome, verdict, id) WHERE status = 'stands' AND verdict IS NOT NULL;
CREATE INDEX claims_by_confidence ON claims (confidence) WHERE status = 'stands';
CREATE INDEX candidates_by_confidence ON extracted (confidence) WHERE standing = 'candidate' AND withdrawn IS NULL;
