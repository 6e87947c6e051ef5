-- What the machine read. Only a reading writes here, and nothing of a person's is kept here.

CREATE TABLE sources (
    id TEXT PRIMARY KEY NOT NULL,           -- slug of the file's name
    path TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    date TEXT,                              -- YYYY, YYYY-MM or YYYY-MM-DD, as far as it is known
    language TEXT NOT NULL DEFAULT '',
    publisher TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    video TEXT NOT NULL DEFAULT '',         -- bilibili:BVxxx?p=6 or youtube:ID
    format TEXT NOT NULL,
    characters INTEGER NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,            -- of the text as UTF-8
    read_at TEXT NOT NULL,
    reader TEXT NOT NULL
) STRICT;

CREATE TABLE transcripts (
    source TEXT PRIMARY KEY NOT NULL REFERENCES sources (id),
    text TEXT NOT NULL
) STRICT;

CREATE TABLE problems (
    id INTEGER PRIMARY KEY NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id),
    message TEXT NOT NULL,
    start INTEGER,
    line INTEGER
) STRICT;

CREATE TABLE speakers (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL UNIQUE CHECK (trim(name) <> '')
) STRICT;

CREATE TABLE appearances (
    source TEXT NOT NULL REFERENCES sources (id),
    speaker INTEGER NOT NULL REFERENCES speakers (id),
    role TEXT NOT NULL CHECK (role IN ('host', 'guest', 'audience')),
    PRIMARY KEY (source, speaker)
) STRICT;

CREATE TABLE turns (
    id INTEGER PRIMARY KEY NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > start),
    speaker INTEGER NOT NULL REFERENCES speakers (id),
    reason TEXT NOT NULL,
    seconds REAL
) STRICT;

CREATE TABLE questions (
    id INTEGER PRIMARY KEY NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL CHECK ("end" > start),
    text TEXT NOT NULL,
    asker INTEGER REFERENCES speakers (id)
) STRICT;

CREATE TABLE topics (
    name TEXT PRIMARY KEY NOT NULL,
    description TEXT NOT NULL
) STRICT;

CREATE TABLE extracted (
    id TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    quote TEXT NOT NULL CHECK (length(quote) = "end" - start),
    statement TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (id),
    question INTEGER REFERENCES questions (id) ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN ('forecast', 'conditional', 'expectation', 'need', 'plan')),
    topics TEXT NOT NULL CHECK (json_valid(topics) AND json_type(topics) = 'array'),
    horizon_text TEXT NOT NULL DEFAULT '',
    horizon_source TEXT NOT NULL DEFAULT 'none' CHECK (horizon_source IN ('explicit', 'question', 'none')),
    horizon_months INTEGER,
    due TEXT CHECK (due IS NULL OR due IS date(due, '+0 days')),
    certainty TEXT NOT NULL CHECK (certainty IN ('high', 'medium', 'low')),
    hedge TEXT NOT NULL DEFAULT '',
    attributed_to TEXT NOT NULL DEFAULT '',
    checkable INTEGER NOT NULL CHECK (checkable IN (0, 1, 2)),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    seconds REAL,
    standing TEXT NOT NULL CHECK (standing IN ('claim', 'candidate')),
    first_read TEXT NOT NULL,
    withdrawn TEXT,                         -- when a reading no longer found it
    CHECK (standing = 'claim' OR withdrawn IS NULL)
) STRICT;

-- Where the words of a hand-added claim stand now, once its transcript has changed under it.
CREATE TABLE anchors (
    claim TEXT PRIMARY KEY NOT NULL REFERENCES added (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    quote TEXT NOT NULL CHECK (length(quote) = "end" - start)
) STRICT;

-- People's words. Rows are added and never changed: see 0003_guards.sql.

CREATE TABLE added (
    id TEXT PRIMARY KEY NOT NULL,
    source TEXT NOT NULL REFERENCES sources (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    quote TEXT NOT NULL CHECK (length(quote) = "end" - start),
    statement TEXT NOT NULL CHECK (trim(statement) <> ''),
    speaker INTEGER NOT NULL REFERENCES speakers (id),
    kind TEXT NOT NULL DEFAULT 'forecast'
        CHECK (kind IN ('forecast', 'conditional', 'expectation', 'need', 'plan')),
    topics TEXT NOT NULL DEFAULT '["other"]' CHECK (json_valid(topics) AND json_type(topics) = 'array'),
    due TEXT CHECK (due IS NULL OR due IS date(due, '+0 days')),
    certainty TEXT NOT NULL DEFAULT 'medium' CHECK (certainty IN ('high', 'medium', 'low')),
    seconds REAL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL CHECK (trim(added_by) <> ''),
    method TEXT NOT NULL CHECK (method IN ('web', 'command', 'file', 'api', 'query')),
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- `value` NULL takes the machine's word again; '' clears the field.
CREATE TABLE edits (
    id INTEGER PRIMARY KEY NOT NULL,
    claim TEXT NOT NULL REFERENCES claims (id),
    field TEXT NOT NULL CHECK (field IN (
        'speaker', 'statement', 'kind', 'topics', 'due', 'certainty', 'checkable', 'criteria',
        'probability', 'attributed_to', 'status')),
    value TEXT,
    edited_at TEXT NOT NULL,
    edited_by TEXT NOT NULL CHECK (trim(edited_by) <> ''),
    method TEXT NOT NULL CHECK (method IN ('web', 'command', 'file', 'api', 'query')),
    note TEXT NOT NULL DEFAULT '',
    CHECK (value IS NULL OR CASE field
        WHEN 'statement' THEN trim(value) <> ''
        WHEN 'speaker' THEN trim(value) <> ''
        WHEN 'kind' THEN value IN ('forecast', 'conditional', 'expectation', 'need', 'plan')
        WHEN 'certainty' THEN value IN ('high', 'medium', 'low')
        WHEN 'topics' THEN json_array_length(iif(json_valid(value), value, '0')) > 0
        WHEN 'due' THEN value = '' OR value IS date(value, '+0 days')
        WHEN 'checkable' THEN value IN ('0', '1', '2')
        WHEN 'probability' THEN value = '' OR (
            json_type(iif(json_valid(value), value, '[]')) IN ('integer', 'real') AND value + 0 BETWEEN 0 AND 1)
        WHEN 'status' THEN value IN ('accept', 'reject')
        ELSE 1 END),
    CHECK (value IS NOT NULL OR field <> 'status')
) STRICT;

CREATE TABLE outcomes (
    id INTEGER PRIMARY KEY NOT NULL,
    claim TEXT NOT NULL REFERENCES claims (id),
    verdict TEXT NOT NULL CHECK (verdict IN (
        'true', 'partial', 'false', 'ambiguous', 'annulled', 'unverifiable', 'reopen')),
    share REAL CHECK ((share IS NOT NULL) = (verdict = 'partial') AND coalesce(share, 0) BETWEEN 0 AND 1),
    happened_on TEXT CHECK (happened_on IS NULL OR (
        verdict <> 'reopen' AND length(happened_on) IN (4, 7, 10)
        AND happened_on || substr('0000-01-01', length(happened_on) + 1)
            IS date(happened_on || substr('0000-01-01', length(happened_on) + 1), '+0 days'))),
    recorded_at TEXT NOT NULL,
    recorded_by TEXT NOT NULL CHECK (trim(recorded_by) <> ''),
    method TEXT NOT NULL CHECK (method IN ('web', 'command', 'file', 'api', 'query')),
    evidence TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(evidence) AND json_type(evidence) = 'array'),
    note TEXT NOT NULL DEFAULT '' CHECK (verdict <> 'reopen' OR trim(note) <> ''),
    supersedes INTEGER REFERENCES outcomes (id)
) STRICT;

-- What readers see: kept current from the tables above by triggers (0002_overlay.sql); never written to.

CREATE TABLE claims (
    id TEXT PRIMARY KEY NOT NULL,
    number INTEGER NOT NULL UNIQUE,         -- in order of arrival; the row of the search index
    source TEXT NOT NULL REFERENCES sources (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    quote TEXT NOT NULL,
    statement TEXT NOT NULL,
    speaker INTEGER NOT NULL REFERENCES speakers (id),
    question INTEGER REFERENCES questions (id) ON DELETE SET NULL,
    kind TEXT NOT NULL,
    topics TEXT NOT NULL,
    horizon_text TEXT NOT NULL,
    horizon_source TEXT NOT NULL,
    horizon_months INTEGER,
    due TEXT,
    certainty TEXT NOT NULL,
    hedge TEXT NOT NULL,
    attributed_to TEXT NOT NULL,
    checkable INTEGER,
    confidence REAL,
    seconds REAL,
    criteria TEXT NOT NULL,
    probability REAL,
    origin TEXT NOT NULL,                   -- reader or person
    edited INTEGER NOT NULL,
    status TEXT NOT NULL,                   -- stands, rejected or withdrawn
    outcome INTEGER REFERENCES outcomes (id),
    verdict TEXT,
    share REAL,
    happened_on TEXT,
    marked_at TEXT,
    first_read TEXT NOT NULL
) STRICT;

CREATE TABLE claim_topics (
    claim TEXT NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
    topic TEXT NOT NULL REFERENCES topics (name),
    PRIMARY KEY (claim, topic)
) STRICT;

CREATE INDEX turns_in_order ON turns (source, start);
CREATE INDEX turns_by_speaker ON turns (speaker);
CREATE INDEX appearances_by_speaker ON appearances (speaker);
CREATE INDEX questions_by_asker ON questions (asker);
CREATE INDEX questions_in_order ON questions (source, start);
CREATE INDEX problems_of_source ON problems (source);
CREATE INDEX extracted_in_order ON extracted (source, start);
CREATE INDEX extracted_by_question ON extracted (question);
CREATE INDEX extracted_by_speaker ON extracted (speaker);
CREATE INDEX added_by_speaker ON added (speaker);
CREATE INDEX added_to_source ON added (source, start);
CREATE INDEX latest_edit ON edits (claim, field, id);
CREATE INDEX edited_speakers ON edits (value) WHERE field = 'speaker';
CREATE INDEX latest_outcome ON outcomes (claim, id);
CREATE INDEX claims_in_order ON claims (source, start);
CREATE INDEX claims_by_speaker ON claims (speaker);
CREATE INDEX claims_by_question ON claims (question);
CREATE INDEX claims_by_kind ON claims (kind);
CREATE INDEX claims_by_status ON claims (status);
CREATE INDEX claims_by_verdict ON claims (verdict);
CREATE INDEX claims_waiting ON claims (due) WHERE status = 'stands' AND verdict IS NULL AND due IS NOT NULL;
CREATE INDEX claims_of_topic ON claim_topics (topic, claim);

INSERT INTO topics (name, description) VALUES
    ('representation', 'how data is encoded, tokenised, compressed'),
    ('data', 'collection, cleaning, distribution of data'),
    ('evaluation', 'benchmarks, metrics'),
    ('controllability', 'steering the output'),
    ('generation-quality', 'fidelity, length, stability, diversity of output'),
    ('understanding', 'understanding of what is seen, heard or read'),
    ('multimodality', 'several kinds of data in one model'),
    ('scaling', 'scaling laws, compute, cost, efficiency'),
    ('architecture', 'models and losses'),
    ('open-source', 'open models, code and data'),
    ('applications', 'products, markets, industry'),
    ('academia', 'research, talent'),
    ('language', 'language and language models'),
    ('3d', 'three-dimensional data and scenes'),
    ('embodied', 'robots, driving, world models'),
    ('agents', 'agents that act for people'),
    ('safety', 'safety, alignment, regulation'),
    ('jobs', 'labour, education, society'),
    ('hardware', 'chips, devices'),
    ('other', 'anything else');
