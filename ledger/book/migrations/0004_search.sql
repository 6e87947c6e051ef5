-- Full-text search over statements and quotes. Chinese has no spaces between words, so every Chinese
-- character is indexed as a word of its own and a query is a phrase of characters ("可 控"): every word of
-- any length is found, across any boundary a segmenter might draw.

CREATE VIEW claim_words AS
SELECT
    number,
    (WITH RECURSIVE c (i, c) AS (
        SELECT 1, substr(statement, 1, 1)
        UNION ALL SELECT i + 1, substr(statement, i + 1, 1) FROM c WHERE i < length(statement))
    SELECT group_concat(iif(unicode(c) BETWEEN 11904 AND 55215 OR unicode(c) BETWEEN 63744 AND 64255
        OR unicode(c) BETWEEN 131072 AND 205743, ' ' || c || ' ', c), '') FROM c) AS statement,
    (WITH RECURSIVE c (i, c) AS (
        SELECT 1, substr(quote, 1, 1)
        UNION ALL SELECT i + 1, substr(quote, i + 1, 1) FROM c WHERE i < length(quote))
    SELECT group_concat(iif(unicode(c) BETWEEN 11904 AND 55215 OR unicode(c) BETWEEN 63744 AND 64255
        OR unicode(c) BETWEEN 131072 AND 205743, ' ' || c || ' ', c), '') FROM c) AS quote
FROM claims;

CREATE VIRTUAL TABLE claims_fts USING fts5 (
    statement, quote, content = 'claim_words', content_rowid = 'number', tokenize = 'unicode61');

CREATE TRIGGER claim_is_indexed AFTER INSERT ON claims
BEGIN
    INSERT INTO claims_fts (rowid, statement, quote)
    SELECT number, statement, quote FROM claim_words WHERE number = NEW.number;
END;

CREATE TRIGGER claim_leaves_index BEFORE UPDATE OF statement, quote ON claims
WHEN OLD.statement <> NEW.statement OR OLD.quote <> NEW.quote
BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, statement, quote)
    SELECT 'delete', number, statement, quote FROM claim_words WHERE number = OLD.number;
END;

CREATE TRIGGER claim_is_indexed_anew AFTER UPDATE OF statement, quote ON claims
WHEN OLD.statement <> NEW.statement OR OLD.quote <> NEW.quote
BEGIN
    INSERT INTO claims_fts (rowid, statement, quote)
    SELECT number, statement, quote FROM claim_words WHERE number = NEW.number;
END;

CREATE TRIGGER claim_is_unindexed BEFORE DELETE ON claims
BEGIN
    INSERT INTO claims_fts (claims_fts, rowid, statement, quote)
    SELECT 'delete', number, statement, quote FROM claim_words WHERE number = OLD.number;
END;
