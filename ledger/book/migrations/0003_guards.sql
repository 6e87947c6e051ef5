-- People's words are added to and never changed, whatever SQLite tool is used: no update, no delete, and
-- no INSERT OR REPLACE, which deletes without firing a delete trigger unless recursive_triggers is on.
-- Events are numbered 1, 2, 3 … without a gap, so their order does not hang on anybody's clock.

CREATE TRIGGER edits_keep BEFORE UPDATE ON edits
BEGIN
    SELECT RAISE(ABORT, 'edits are never changed: add a new one');
END;

CREATE TRIGGER edits_stay BEFORE DELETE ON edits
BEGIN
    SELECT RAISE(ABORT, 'edits are never deleted: add a new one');
END;

CREATE TRIGGER edits_once BEFORE INSERT ON edits WHEN EXISTS (SELECT 1 FROM edits WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'edits are never replaced: add a new one');
END;

CREATE TRIGGER edits_in_order AFTER INSERT ON edits
WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM edits WHERE id <> NEW.id), 0)
BEGIN
    SELECT RAISE(ABORT, 'edits are numbered in order: leave the id to the ledger');
END;

CREATE TRIGGER edits_of_known_claims BEFORE INSERT ON edits
WHEN NOT EXISTS (SELECT 1 FROM extracted WHERE id = NEW.claim) AND NOT EXISTS (SELECT 1 FROM added WHERE id = NEW.claim)
BEGIN
    SELECT RAISE(ABORT, 'claim: no claim has an id that begins so');
END;

CREATE TRIGGER edits_of_known_topics BEFORE INSERT ON edits
WHEN NEW.field = 'topics' AND EXISTS (
    SELECT 1 FROM json_each(iif(json_valid(NEW.value), NEW.value, '[]'))
    WHERE type <> 'text' OR value NOT IN (SELECT name FROM topics))
BEGIN
    SELECT RAISE(ABORT, 'topics: one or more is not in the table of topics');
END;

CREATE TRIGGER added_keep BEFORE UPDATE ON added
BEGIN
    SELECT RAISE(ABORT, 'added claims are never changed: edit them');
END;

CREATE TRIGGER added_stay BEFORE DELETE ON added
BEGIN
    SELECT RAISE(ABORT, 'added claims are never deleted: reject them');
END;

CREATE TRIGGER added_once BEFORE INSERT ON added
WHEN EXISTS (SELECT 1 FROM added WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM extracted WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'added claims are never replaced: edit them');
END;

CREATE TRIGGER added_in_source BEFORE INSERT ON added
WHEN NEW.quote IS NOT (SELECT substr(text, NEW.start + 1, NEW."end" - NEW.start) FROM transcripts WHERE source = NEW.source)
BEGIN
    SELECT RAISE(ABORT, 'quote: not the words of the source from start to end');
END;

CREATE TRIGGER outcomes_keep BEFORE UPDATE ON outcomes
BEGIN
    SELECT RAISE(ABORT, 'outcomes are never changed: mark the claim again');
END;

CREATE TRIGGER outcomes_stay BEFORE DELETE ON outcomes
BEGIN
    SELECT RAISE(ABORT, 'outcomes are never deleted: mark the claim again');
END;

CREATE TRIGGER outcomes_once BEFORE INSERT ON outcomes WHEN EXISTS (SELECT 1 FROM outcomes WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'outcomes are never replaced: mark the claim again');
END;

CREATE TRIGGER outcomes_in_order AFTER INSERT ON outcomes
WHEN NEW.id <> 1 + coalesce((SELECT max(id) FROM outcomes WHERE id <> NEW.id), 0)
BEGIN
    SELECT RAISE(ABORT, 'outcomes are numbered in order: leave the id to the ledger');
END;

CREATE TRIGGER outcomes_of_known_claims BEFORE INSERT ON outcomes
WHEN NOT EXISTS (SELECT 1 FROM claims WHERE id = NEW.claim)
BEGIN
    SELECT RAISE(ABORT, 'claim: no claim has an id that begins so');
END;

CREATE TRIGGER outcomes_supersede_the_last BEFORE INSERT ON outcomes
WHEN NEW.supersedes IS NOT (SELECT max(id) FROM outcomes WHERE claim = NEW.claim)
BEGIN
    SELECT RAISE(ABORT, 'supersedes: no longer the last event of this claim');
END;

CREATE TRIGGER outcomes_cite_pages BEFORE INSERT ON outcomes
WHEN EXISTS (
    SELECT 1 FROM json_each(iif(json_valid(NEW.evidence), NEW.evidence, '[]'))
    WHERE type <> 'text' OR NOT (value LIKE 'http://_%' OR value LIKE 'https://_%'))
BEGIN
    SELECT RAISE(ABORT, 'evidence: addresses that begin with http:// or https://');
END;

-- The machine's claims may be read anew and withdrawn; only candidates nobody has touched are ever deleted,
-- and ids never change.

CREATE TRIGGER extracted_stay BEFORE DELETE ON extracted
WHEN OLD.standing = 'claim' OR EXISTS (SELECT 1 FROM claims WHERE id = OLD.id)
BEGIN
    SELECT RAISE(ABORT, 'claims are withdrawn, never deleted');
END;

CREATE TRIGGER extracted_once BEFORE INSERT ON extracted
WHEN EXISTS (SELECT 1 FROM extracted WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM added WHERE id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'claims are read anew, never replaced');
END;

CREATE TRIGGER extracted_keep_id BEFORE UPDATE ON extracted WHEN OLD.id <> NEW.id OR OLD.source <> NEW.source
BEGIN
    SELECT RAISE(ABORT, 'ids of claims are given once');
END;
