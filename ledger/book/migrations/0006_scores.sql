-- What claims count as and what they score, for any SQLite tool: no function of anybody's own, and neither ln
-- nor sqrt, which SQLite has only where it was built with them. Logarithms come from a table of the hundredths
-- and a series between them, square roots from Newton's rule; both are right to the last digits of a double.
-- What the numbers mean is told in docs/scores.md.

-- Which probability a hedge stands for, by convention. A convention is never changed: adopting another adds a
-- version, and the newest holds for the whole ledger.

CREATE TABLE conventions (
    version INTEGER PRIMARY KEY NOT NULL CHECK (version > 0),
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    clip REAL NOT NULL CHECK (clip BETWEEN 0.01 AND 0.1),   -- logarithms take no probability nearer 0 or 1
    minimum INTEGER NOT NULL CHECK (minimum > 0),           -- resolved claims from which a record is ranked
    base TEXT NOT NULL CHECK (base IN ('ledger', 'even')),  -- what skill is against: the ledger's rate, or 50%
    terms INTEGER NOT NULL CHECK (terms >= 3),              -- how many rows of convention_terms belong to it
    adopted_at TEXT NOT NULL,
    adopted_by TEXT NOT NULL CHECK (trim(adopted_by) <> ''),
    note TEXT NOT NULL DEFAULT ''
) STRICT;

-- `probability` is that of the claim coming true as it is worded: "X is unlikely" comes true when X does not.
CREATE TABLE convention_terms (
    version INTEGER NOT NULL REFERENCES conventions (version),
    form TEXT NOT NULL CHECK (form IN ('class', 'word')),   -- a class of hedges (high, medium, low), or a hedge
    term TEXT NOT NULL CHECK (
        term = lower(trim(term)) AND term <> '' AND (term = '会' OR term NOT LIKE '%会')),
    probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
    origin TEXT NOT NULL CHECK (trim(origin) <> ''),        -- where the number is from
    PRIMARY KEY (version, form, term),
    CHECK (form = 'word' OR term IN ('high', 'medium', 'low'))
) STRICT, WITHOUT ROWID;

CREATE TRIGGER conventions_keep BEFORE UPDATE ON conventions
BEGIN
    SELECT RAISE(ABORT, 'conventions are never changed: adopt a new version');
END;

CREATE TRIGGER conventions_stay BEFORE DELETE ON conventions
BEGIN
    SELECT RAISE(ABORT, 'conventions are never deleted: adopt a new version');
END;

CREATE TRIGGER conventions_in_order BEFORE INSERT ON conventions
WHEN NEW.version <> 1 + (SELECT coalesce(max(version), 0) FROM conventions)
BEGIN
    SELECT RAISE(ABORT, 'version: one more than the last convention''s');
END;

CREATE TRIGGER convention_terms_keep BEFORE UPDATE ON convention_terms
BEGIN
    SELECT RAISE(ABORT, 'conventions are never changed: adopt a new version');
END;

CREATE TRIGGER convention_terms_stay BEFORE DELETE ON convention_terms
BEGIN
    SELECT RAISE(ABORT, 'conventions are never deleted: adopt a new version');
END;

CREATE TRIGGER convention_terms_complete BEFORE INSERT ON convention_terms
WHEN (SELECT count(*) FROM convention_terms WHERE version = NEW.version)
    >= (SELECT terms FROM conventions WHERE version = NEW.version)
BEGIN
    SELECT RAISE(ABORT, 'this convention is complete: adopt a new version');
END;

INSERT INTO conventions (version, name, clip, minimum, base, terms, adopted_at, adopted_by, note) VALUES (
    1, 'Survey medians for English words, stated numbers for classes and Chinese words', 0.01, 20, 'ledger', 24,
    '2026-11-24T00:00:00Z', 'prediction-ledger', 'What every ledger begins with.');

INSERT INTO convention_terms (version, form, term, probability, origin)
SELECT 1, column1, column2, column3, column4 FROM (VALUES
    ('class', 'high', 0.90, 'stated: 肯定 in public word lists, and a plain 会 or will'),
    ('class', 'medium', 0.70, 'stated: low end of 很可能 in public word lists; likely in Fagen''s survey'),
    ('class', 'low', 0.50, 'stated: middle of 可能 in public word lists, .35 to .65'),
    ('word', 'almost certainly', 0.95, 'Fagen''s survey (123 readers), median'),
    ('word', 'almost certain', 0.95, 'Fagen''s survey (123 readers), median of almost certainly'),
    ('word', 'highly likely', 0.90, 'Fagen''s survey (123 readers), median'),
    ('word', 'very good chance', 0.80, 'Fagen''s survey (123 readers), median'),
    ('word', 'probably', 0.70, 'Fagen''s survey (123 readers), median'),
    ('word', 'likely', 0.70, 'Fagen''s survey (123 readers), median'),
    ('word', 'better than even', 0.60, 'Fagen''s survey (123 readers), median'),
    ('word', 'about even', 0.50, 'Fagen''s survey (123 readers), median'),
    ('word', 'probably not', 0.75, 'Fagen''s survey (123 readers), median 25% of the event, turned round'),
    ('word', 'unlikely', 0.80, 'Fagen''s survey (123 readers), median 20% of the event, turned round'),
    ('word', 'little chance', 0.90, 'Fagen''s survey (123 readers), median 10% of the event, turned round'),
    ('word', 'highly unlikely', 0.95, 'Fagen''s survey (123 readers), median 5% of the event, turned round'),
    ('word', 'almost no chance', 0.98, 'Fagen''s survey (123 readers), median 2% of the event, turned round'),
    ('word', '肯定', 0.90, 'stated: public word lists'),
    ('word', '很可能', 0.75, 'stated: middle of public word lists, .70 to .80'),
    ('word', '很有可能', 0.75, 'stated: as 很可能'),
    ('word', '大概率', 0.78, 'stated: middle of public word lists, .70 to .85'),
    ('word', '可能', 0.50, 'stated: middle of public word lists, .35 to .65'),
    ('word', '有可能', 0.50, 'stated: as 可能'),
    ('word', '也许', 0.35, 'stated: middle of public word lists, .30 to .40'),
    ('word', '或许', 0.35, 'stated: as 也许'));

-- The newest that is complete.
CREATE VIEW convention AS
SELECT * FROM conventions WHERE version = (
    SELECT max(version) FROM conventions AS c
    WHERE c.terms = (SELECT count(*) FROM convention_terms WHERE version = c.version)
    AND 3 = (SELECT count(*) FROM convention_terms WHERE version = c.version AND form = 'class'));

CREATE TABLE logarithms (
    percent INTEGER PRIMARY KEY NOT NULL,
    of_it REAL NOT NULL,                    -- ln(percent / 100)
    of_the_rest REAL NOT NULL               -- ln(1 - percent / 100)
) STRICT;

INSERT INTO logarithms (percent, of_it, of_the_rest) VALUES
    (1, -4.605170185988091, -0.01005033585350145), (2, -3.912023005428146, -0.020202707317519466),
    (3, -3.506557897319982, -0.030459207484708574), (4, -3.2188758248682006, -0.040821994520255166),
    (5, -2.995732273553991, -0.05129329438755058), (6, -2.8134107167600364, -0.06187540371808753),
    (7, -2.659260036932778, -0.0725706928348355), (8, -2.5257286443082556, -0.08338160893905101),
    (9, -2.4079456086518722, -0.09431067947124129), (10, -2.3025850929940455, -0.10536051565782628),
    (11, -2.2072749131897207, -0.11653381625595151), (12, -2.120263536200091, -0.12783337150988489),
    (13, -2.0402208285265546, -0.13926206733350766), (14, -1.9661128563728327, -0.15082288973458366),
    (15, -1.8971199848858813, -0.16251892949777494), (16, -1.8325814637483102, -0.1743533871447778),
    (17, -1.7719568419318752, -0.18632957819149348), (18, -1.7147984280919266, -0.19845093872383818),
    (19, -1.6607312068216509, -0.21072103131565253), (20, -1.6094379124341003, -0.2231435513142097),
    (21, -1.5606477482646683, -0.23572233352106983), (22, -1.5141277326297755, -0.2484613592984996),
    (23, -1.4696759700589417, -0.2613647641344075), (24, -1.4271163556401458, -0.2744368457017603),
    (25, -1.3862943611198906, -0.2876820724517809), (26, -1.3470736479666092, -0.3011050927839216),
    (27, -1.3093333199837622, -0.31471074483970024), (28, -1.2729656758128873, -0.3285040669720361),
    (29, -1.2378743560016174, -0.342490308946776), (30, -1.2039728043259361, -0.35667494393873245),
    (31, -1.171182981502945, -0.37106368139083207), (32, -1.1394342831883648, -0.3856624808119848),
    (33, -1.1086626245216111, -0.4004775665971254), (34, -1.0788096613719298, -0.41551544396166595),
    (35, -1.0498221244986778, -0.4307829160924542), (36, -1.0216512475319814, -0.4462871026284195),
    (37, -0.9942522733438669, -0.4620354595965587), (38, -0.9675840262617056, -0.4780358009429998),
    (39, -0.941608539858445, -0.4942963218147801), (40, -0.916290731874155, -0.5108256237659907),
    (41, -0.8915981192837836, -0.5276327420823718), (42, -0.8675005677047231, -0.5447271754416719),
    (43, -0.843970070294529, -0.5621189181535411), (44, -0.8209805520698302, -0.579818495252942),
    (45, -0.7985076962177716, -0.5978370007556204), (46, -0.7765287894989963, -0.616186139423817),
    (47, -0.7550225842780328, -0.6348782724359695), (48, -0.7339691750802004, -0.6539264674066639),
    (49, -0.7133498878774648, -0.6733445532637656), (50, -0.6931471805599453, -0.6931471805599453),
    (51, -0.6733445532637656, -0.7133498878774648), (52, -0.6539264674066639, -0.7339691750802004),
    (53, -0.6348782724359695, -0.7550225842780328), (54, -0.616186139423817, -0.7765287894989964),
    (55, -0.5978370007556204, -0.7985076962177717), (56, -0.579818495252942, -0.8209805520698303),
    (57, -0.5621189181535413, -0.8439700702945289), (58, -0.5447271754416722, -0.867500567704723),
    (59, -0.527632742082372, -0.8915981192837835), (60, -0.5108256237659907, -0.916290731874155),
    (61, -0.4942963218147801, -0.941608539858445), (62, -0.4780358009429998, -0.9675840262617056),
    (63, -0.4620354595965587, -0.9942522733438669), (64, -0.4462871026284195, -1.0216512475319814),
    (65, -0.4307829160924542, -1.0498221244986778), (66, -0.4155154439616658, -1.07880966137193),
    (67, -0.40047756659712525, -1.1086626245216114), (68, -0.3856624808119846, -1.139434283188365),
    (69, -0.37106368139083207, -1.1711829815029449), (70, -0.35667494393873245, -1.203972804325936),
    (71, -0.342490308946776, -1.2378743560016172), (72, -0.3285040669720361, -1.2729656758128873),
    (73, -0.31471074483970024, -1.3093333199837622), (74, -0.3011050927839216, -1.3470736479666092),
    (75, -0.2876820724517809, -1.3862943611198906), (76, -0.2744368457017603, -1.4271163556401458),
    (77, -0.2613647641344075, -1.4696759700589417), (78, -0.2484613592984996, -1.5141277326297757),
    (79, -0.23572233352106983, -1.5606477482646686), (80, -0.2231435513142097, -1.6094379124341005),
    (81, -0.21072103131565253, -1.660731206821651), (82, -0.19845093872383832, -1.7147984280919264),
    (83, -0.18632957819149348, -1.771956841931875), (84, -0.1743533871447778, -1.83258146374831),
    (85, -0.16251892949777494, -1.897119984885881), (86, -0.15082288973458366, -1.9661128563728327),
    (87, -0.13926206733350766, -2.0402208285265546), (88, -0.12783337150988489, -2.120263536200091),
    (89, -0.11653381625595151, -2.207274913189721), (90, -0.10536051565782628, -2.302585092994046),
    (91, -0.09431067947124129, -2.4079456086518722), (92, -0.08338160893905101, -2.525728644308256),
    (93, -0.07257069283483537, -2.659260036932779), (94, -0.06187540371808753, -2.8134107167600355),
    (95, -0.05129329438755058, -2.99573227355399), (96, -0.040821994520255166, -3.2188758248681997),
    (97, -0.030459207484708574, -3.506557897319981), (98, -0.020202707317519466, -3.912023005428145),
    (99, -0.01005033585350145, -4.605170185988091);

-- What each claim that stands counts as: 1 where it came true, 0 where it did not or too late, its share where it
-- did in part, and nothing (NULL) where it is open or nobody can tell.
CREATE VIEW claim_outcomes AS
SELECT *, CASE state WHEN 'true' THEN 1.0 WHEN 'partial' THEN share WHEN 'false' THEN 0.0 WHEN 'late' THEN 0.0 END
    AS counts_as
FROM claim_states WHERE status = 'stands';

CREATE INDEX claims_settled ON claims (verdict, status, due, happened_on, share) WHERE verdict IS NOT NULL;
CREATE INDEX claims_reported ON claims (attributed_to) WHERE attributed_to <> '';

-- Every claim that stands: whose forecast it is (of a reported one: who is said to predict), what it counts as
-- today, and its probability with where that is from (可能会 is looked up as 可能). `state` is that of
-- claim_states; `due` and `checkable` are 1 where its day is over, and where somebody could settle it as it is
-- worded or by its criteria.
CREATE VIEW claim_probabilities AS
SELECT
    c.id AS claim, coalesce(nullif(c.attributed_to, ''), s.name) AS speaker, c.kind, c.source,
    CASE
        WHEN c.days IS NULL THEN 'no date'
        WHEN c.days <= 366 THEN 'up to 1 year'
        WHEN c.days <= 1096 THEN '1 to 3 years'
        WHEN c.days <= 3653 THEN '3 to 10 years'
        ELSE 'over 10 years'
    END AS horizon,
    c.certainty, c.hedge, coalesce(substr(c.said_by, 1, 4), 'unknown') AS year, c.state,
    c.due IS NOT NULL AND c.due < date('now') AS due, c.checkable IS 2 OR c.criteria <> '' AS checkable,
    coalesce(c.probability, w.probability, k.probability) AS probability,
    CASE
        WHEN c.probability IS NOT NULL THEN 'person'
        WHEN w.probability IS NOT NULL THEN 'convention: word'
        ELSE 'convention: class'
    END AS probability_source,
    v.version AS convention, v.clip,
    c.counts_as AS outcome
FROM (
    SELECT c.*, t.said_by,
        coalesce(julianday(c.due) - julianday(t.said_by), c.horizon_months * 30.4375) AS days
    FROM claim_outcomes AS c JOIN (
        SELECT id, CASE length(date)
            WHEN 10 THEN date
            WHEN 7 THEN date(date || '-01', '+1 month', '-1 day')
            WHEN 4 THEN date || '-12-31' END AS said_by
        FROM sources) AS t ON t.id = c.source) AS c
JOIN speakers AS s ON s.id = c.speaker
JOIN convention AS v
LEFT JOIN convention_terms AS w ON w.version = v.version AND w.form = 'word'
    AND w.term = coalesce(nullif(rtrim(lower(c.hedge), '会'), ''), lower(c.hedge))
LEFT JOIN convention_terms AS k ON k.version = v.version AND k.form = 'class' AND k.term = c.certainty;

-- The same with what each resolved claim scores, NULL where it counts in nothing. The logarithm of p is that of
-- the nearest hundredth and 2 (z + z³/3 + z⁵/5 + …), where z is their difference over their sum.
CREATE VIEW claim_scores AS
SELECT
    claim, speaker, kind, source, horizon, certainty, hedge, year, state, due, checkable, probability,
    probability_source, convention, outcome,
    (probability - outcome) * (probability - outcome) AS brier,
    CASE WHEN outcome > 0 THEN -outcome * (of_it + CASE WHEN z <> 0 THEN 2 * z * (
        1 + (z * z) * (1.0/3 + (z * z) * (1.0/5 + (z * z) * (1.0/7 + (z * z) * (1.0/9 +
        (z * z) * (1.0/11 + (z * z) * (1.0/13 + (z * z) * (1.0/15 + (z * z)/17)))))))) ELSE 0 END) ELSE 0 END
    + CASE WHEN outcome < 1 THEN (outcome - 1) * (of_the_rest + CASE WHEN y <> 0 THEN 2 * y * (
        1 + (y * y) * (1.0/3 + (y * y) * (1.0/5 + (y * y) * (1.0/7 + (y * y) * (1.0/9 +
        (y * y) * (1.0/11 + (y * y) * (1.0/13 + (y * y) * (1.0/15 + (y * y)/17)))))))) ELSE 0 END) ELSE 0 END
    + 0 * outcome AS log_score
FROM (
    SELECT p.*, l.of_it, l.of_the_rest,
        (held - l.percent / 100.0) / (held + l.percent / 100.0) AS z,
        (l.percent / 100.0 - held) / (2 - held - l.percent / 100.0) AS y
    FROM (SELECT *, max(clip, min(1 - clip, probability)) AS held FROM claim_probabilities) AS p
    LEFT JOIN logarithms AS l ON p.outcome IS NOT NULL AND l.percent = CAST(p.held * 100 + 0.5 AS INTEGER));

-- What records are kept by.
CREATE TABLE dimensions (
    name TEXT PRIMARY KEY NOT NULL,
    description TEXT NOT NULL
) STRICT;

INSERT INTO dimensions (name, description) VALUES
    ('all', 'the whole ledger'),
    ('speaker', 'whose forecast it is: who said it, or who is said to predict'),
    ('topic', 'what it is about; a claim counts for each of its topics'),
    ('kind', 'forecast, conditional, expectation, need or plan'),
    ('source', 'the talk it was made in'),
    ('horizon', 'how long after the talk it was to come true'),
    ('hedge', 'how sure the words are: high, medium or low'),
    ('word', 'the words of the hedge'),
    ('speaker-word', 'the words of the hedge in the mouth of each speaker'),
    ('year', 'when it was said');

-- Each claim under each heading it counts for; `word` only where a heading has two parts.
CREATE VIEW claim_keys AS
SELECT
    d.name AS dimension,
    CASE d.name
        WHEN 'all' THEN 'all'
        WHEN 'speaker' THEN s.speaker
        WHEN 'topic' THEN t.topic
        WHEN 'kind' THEN s.kind
        WHEN 'source' THEN s.source
        WHEN 'horizon' THEN s.horizon
        WHEN 'hedge' THEN s.certainty
        WHEN 'word' THEN s.hedge
        WHEN 'speaker-word' THEN s.speaker
        WHEN 'year' THEN s.year
    END AS key,
    iif(d.name = 'speaker-word', s.hedge, '') AS word,
    s.claim, s.state, s.due, s.checkable, s.probability, s.probability_source, s.convention, s.outcome, s.brier,
    s.log_score
FROM dimensions AS d
CROSS JOIN claim_scores AS s
LEFT JOIN claim_topics AS t ON d.name = 'topic' AND t.claim = s.claim
WHERE d.name <> 'topic' OR t.topic IS NOT NULL;

-- What skill is measured against: always saying this.
CREATE VIEW base_rate AS
SELECT base AS name, iif(base = 'even', 0.5, (
    SELECT avg(counts_as) FROM claim_outcomes WHERE verdict IN ('true', 'partial', 'false'))) AS rate
FROM convention;

-- The record of everyone and everything: counts, scores, and what the unresolved claims could do to the score.
-- `rate_low` and `rate_high` are Wilson's 95% interval, its square root by Newton's rule.
CREATE VIEW scores AS
WITH sums AS (
    SELECT
        dimension, key, word, count(*) AS extracted, sum(checkable) AS checkable, sum(due) AS due,
        count(outcome) AS resolved, sum(state IN ('ambiguous', 'annulled', 'unverifiable')) AS void,
        sum(state = 'overdue') AS overdue, sum(state = 'true') AS came_true, sum(state = 'partial') AS partial,
        sum(state = 'false') AS came_false, sum(state = 'late') AS late, sum(state = 'ambiguous') AS ambiguous,
        sum(state = 'annulled') AS annulled, sum(state = 'unverifiable') AS unverifiable,
        sum(outcome IS NOT NULL AND probability_source = 'person') AS from_person,
        total(outcome) AS came, total(outcome * outcome) AS squared,
        avg(iif(outcome IS NULL, NULL, probability)) AS said,
        total(brier) AS lost, avg(log_score) AS log_score, convention,
        total(iif(state IN ('open', 'due', 'overdue'), at_best, 0)) AS best,
        total(iif(state IN ('open', 'due', 'overdue'), at_worst, 0)) AS worst,
        total(iif(state = 'overdue', at_best, 0)) AS best_due,
        total(iif(state = 'overdue', at_worst, 0)) AS worst_due
    FROM (SELECT *,
            min(probability, 1 - probability) * min(probability, 1 - probability) AS at_best,
            max(probability, 1 - probability) * max(probability, 1 - probability) AS at_worst
        FROM claim_keys)
    GROUP BY dimension, key, word),
roots AS (
    SELECT *,
        (WITH RECURSIVE newton (root, step) AS (
            SELECT 1.0, 0 UNION ALL
            SELECT (root + (came * (resolved - came) / resolved + 0.9603647051735313) / root) / 2, step + 1
            FROM newton WHERE step < 40)
        SELECT root FROM newton WHERE step = 40) AS root
    FROM sums)
SELECT
    r.dimension, r.key, r.word, r.extracted, r.checkable, r.due, r.resolved, r.void,
    r.extracted - r.resolved - r.void AS unresolved, r.overdue, r.came_true, r.partial, r.came_false, r.late,
    r.ambiguous, r.annulled, r.unverifiable, r.from_person,
    r.came / r.resolved AS rate,
    max(0.0, (r.came + 1.9207294103470627 - 1.959963984540054 * r.root) / (r.resolved + 3.8414588206941254))
        AS rate_low,
    min(1.0, (r.came + 1.9207294103470627 + 1.959963984540054 * r.root) / (r.resolved + 3.8414588206941254))
        AS rate_high,
    r.said AS mean_probability, r.convention,
    r.lost / r.resolved AS brier, r.log_score, r.name AS base, r.rate AS base_rate,
    1 - r.lost / r.lost_by_base AS brier_skill,
    r.resolved * 1.0 / r.extracted AS coverage,
    (r.lost + r.best) / (r.extracted - r.void) AS brier_lowest,
    (r.lost + r.worst) / (r.extracted - r.void) AS brier_highest,
    (r.lost + r.best_due) / (r.resolved + r.overdue) AS brier_lowest_due,
    (r.lost + r.worst_due) / (r.resolved + r.overdue) AS brier_highest_due,
    v.minimum,
    iif(r.resolved >= v.minimum, rank() OVER (
        PARTITION BY r.dimension, r.resolved >= v.minimum
        ORDER BY r.lost / r.lost_by_base), NULL) AS rank
FROM (
    SELECT *, squared - 2 * b.rate * came + resolved * b.rate * b.rate AS lost_by_base FROM roots JOIN base_rate AS b
) AS r JOIN convention AS v;

-- What a hedge is worth in whose mouth: how often came true what was said with it, and what it was taken for.
CREATE VIEW hedge_worth AS
SELECT
    key AS speaker, word, extracted, resolved, rate, rate_low, rate_high, mean_probability,
    rate - mean_probability AS more_than_said, convention, from_person
FROM scores WHERE dimension = 'speaker-word';

-- The reliability diagram in tenths, unfolded: what was said, how often it came true, with Wilson's interval.
CREATE VIEW calibration AS
WITH bins AS (
    SELECT
        dimension, key, word, min(9, CAST(probability * 10 + 1e-9 AS INTEGER)) AS bin, count(*) AS claims,
        avg(probability) AS forecast, total(outcome) AS came
    FROM claim_keys WHERE outcome IS NOT NULL GROUP BY dimension, key, word, bin),
roots AS (
    SELECT *,
        (WITH RECURSIVE newton (root, step) AS (
            SELECT 1.0, 0 UNION ALL
            SELECT (root + (came * (claims - came) / claims + 0.9603647051735313) / root) / 2, step + 1
            FROM newton WHERE step < 40)
        SELECT root FROM newton WHERE step = 40) AS root
    FROM bins)
SELECT
    dimension, key, word, bin / 10.0 AS low, (bin + 1) / 10.0 AS high, claims, forecast, came / claims AS rate,
    max(0.0, (came + 1.9207294103470627 - 1.959963984540054 * root) / (claims + 3.8414588206941254)) AS rate_low,
    min(1.0, (came + 1.9207294103470627 + 1.959963984540054 * root) / (claims + 3.8414588206941254)) AS rate_high
FROM roots;
