-- What each reading was made from, so that adding the same transcripts again need not read them again.

ALTER TABLE sources ADD COLUMN read_from TEXT NOT NULL DEFAULT '';

CREATE INDEX sources_read_from ON sources (read_from);
