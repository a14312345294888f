-- What people will want first, over the published tables. Each statement stands alone.

CREATE VIEW records AS
SELECT 'transfers' AS table_name, transfer_id AS record_id, item AS label, date_start, date_end, factuality, sino_russian FROM transfers
UNION ALL
SELECT 'exercises', exercise_id, name, date_start, date_end, factuality, sino_russian FROM exercises
UNION ALL
SELECT 'agreements', agreement_id, title, date_start, date_end, factuality, sino_russian FROM agreements
UNION ALL
SELECT 'quotes', quote_id, speaker, date_start, date_end, NULL, sino_russian FROM quotes;

COMMENT ON VIEW records IS 'Every record of the four tables: what it is called, when it was.';

CREATE VIEW passages AS
SELECT r.table_name, r.record_id, r.label, s.title AS source, s.published_date, m.paragraph, m.passage_url,
       m.source_id, m.char_start, m.char_end, m.method
FROM mentions m
JOIN records r USING (table_name, record_id)
JOIN sources s USING (source_id)
WHERE m.accepted
ORDER BY r.table_name, r.record_id, m.source_id, m.char_start;

COMMENT ON VIEW passages IS 'Each record beside the passages that support it, with a link that highlights the passage.';

CREATE VIEW exercise_timeline AS
SELECT date_start, date_end, date, name, kind, participants, location, personnel, status, factuality, exercise_id
FROM exercises
ORDER BY date_start NULLS LAST, date_end NULLS LAST, exercise_id;

COMMENT ON VIEW exercise_timeline IS 'Exercises in the order of time; those with no date stated come last.';

CREATE VIEW by_source AS
SELECT s.source_id, s.title, s.published_date,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'transfers') AS transfers,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'exercises') AS exercises,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'agreements') AS agreements,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'quotes') AS quotes,
       count(m.mention_id) AS mentions,
       (SELECT count(*) FROM issues i WHERE i.source_id = s.source_id) AS issues
FROM sources s
LEFT JOIN mentions m ON m.source_id = s.source_id AND m.accepted
GROUP BY ALL
ORDER BY s.source_id;

COMMENT ON VIEW by_source IS 'How many records each source states, in how many mentions (those that a coder rejected are left out), and how many issues it has.';

CREATE VIEW disagreements AS
SELECT x.table_name, x.record_id, r.label, x.field, x.kind, x.settled_by, c.value, c.chosen, c.source_id, m.passage_url
FROM conflicts x
JOIN records r USING (table_name, record_id)
JOIN claims c ON c.table_name = x.table_name AND c.record_id = x.record_id AND c.field = x.field
JOIN mentions m USING (mention_id)
ORDER BY x.table_name, x.record_id, x.field, c.chosen DESC, c.source_id, c.claim_id;

COMMENT ON VIEW disagreements IS 'Where sources disagree: the kind of disagreement, the rule that settled it, and every value stated, that of the record first.';

CREATE VIEW sayings AS
SELECT m.source_id, s.title AS source, s.published_date, m.table_name, m.record_id, r.label, m.paragraph,
       (SELECT map_from_entries(list((c.field, c.value) ORDER BY c.field)) FROM claims c
        WHERE c.mention_id = m.mention_id AND c.record_id IS NOT NULL) AS says,
       m.passage_url, m.mention_id
FROM mentions m
JOIN records r USING (table_name, record_id)
JOIN sources s USING (source_id)
WHERE m.accepted
ORDER BY m.source_id, m.char_start, m.mention_id;

COMMENT ON VIEW sayings IS 'What each passage says of its record, field by field, with the source and when that was published.';

CREATE MACRO said_by(source) AS TABLE
SELECT table_name, record_id, label, paragraph, says, passage_url, mention_id
FROM sayings
WHERE source_id = source;

COMMENT ON MACRO TABLE said_by IS 'Everything that one source says, in the order of its text.';

CREATE MACRO spelt(name) AS
'(?i)(^|[^\pL\pN])' || regexp_replace(regexp_replace(name, '[^\pL\pN]', '', 'g'), '(.)', '\1[^\\pL\\pN]*', 'g');

COMMENT ON MACRO spelt IS 'A pattern that finds a name at the beginning of a word, with or without spaces, hyphens and capitals: Su-35, SU35, su 35.';

CREATE MACRO said_of(system) AS TABLE
SELECT published_date, source, table_name, record_id, label, says, passage_url
FROM sayings
WHERE regexp_matches(concat_ws(chr(10), label, says['item'], says['text']), spelt(system))
ORDER BY published_date, source, record_id, mention_id;

COMMENT ON MACRO TABLE said_of IS 'Everything said of one system or exercise, by the name of it or a part of that, however spelt, and in quotes too, in the order of publication.';

CREATE VIEW single_source AS
SELECT r.table_name, r.record_id, r.label, r.factuality, n.source_id
FROM records r
JOIN (
    SELECT table_name, record_id, min(source_id) AS source_id
    FROM mentions
    WHERE accepted
    GROUP BY table_name, record_id
    HAVING count(DISTINCT source_id) = 1
) n USING (table_name, record_id)
ORDER BY r.table_name, r.record_id;

COMMENT ON VIEW single_source IS 'What only one source supports.';

CREATE VIEW certainty AS
SELECT r.table_name, r.record_id, r.label, r.factuality, m.source_id, c.value AS source_says, m.passage_url
FROM records r
JOIN mentions m ON m.table_name = r.table_name AND m.record_id = r.record_id AND m.accepted
JOIN claims c ON c.mention_id = m.mention_id AND c.field = 'factuality' AND c.record_id IS NOT NULL
WHERE r.factuality IS NOT NULL
ORDER BY r.table_name, r.record_id, m.source_id, m.char_start, m.mention_id;

COMMENT ON VIEW certainty IS 'What is asserted, reported, possible or denied: by the record, and by each passage that supports it.';

CREATE VIEW who_said_what AS
SELECT q.speaker, q.speaker_title, q.speaker_country, q.date, q.kind, q.text, q.occasion, q.n_sources,
       q.disputed OR list_contains(q.conflicting_fields, 'text') AS wording_disputed,
       (SELECT list(DISTINCT c.value ORDER BY c.value) FROM claims c
        WHERE c.table_name = 'quotes' AND c.record_id = q.quote_id AND c.field = 'text' AND NOT c.chosen) AS other_wordings,
       q.source_ids, q.quote_id
FROM quotes q
ORDER BY q.speaker, q.date_start NULLS LAST, q.quote_id;

COMMENT ON VIEW who_said_what IS 'Who said what, in every wording; wording_disputed where a source doubts the words or another has others.';

CREATE MACRO behind(in_table, record, of_field) AS TABLE
SELECT c.value, c.chosen, c.source_id, m.paragraph, m.char_start, m.char_end,
       c.char_start AS words_start, c.char_end AS words_end, m.method, m.passage_url, m.mention_id
FROM claims c
JOIN mentions m USING (mention_id)
LEFT JOIN aliases a ON a.table_name = in_table AND a.old_id = record
WHERE c.table_name = in_table AND c.record_id = coalesce(a.new_id, record) AND c.field = of_field
ORDER BY c.chosen DESC, c.source_id, m.char_start, m.mention_id;

COMMENT ON MACRO TABLE behind IS 'What is behind one cell: every claim of that table, record (by an earlier identifier too) and column, with its passage and the very words as offsets.';

CREATE MACRO passages_behind(in_table, record, of_field, folder := 'raw') AS TABLE
WITH texts AS (
    -- the normalised text is the decoding with line ends as \n (docs/codebook.md); a document is known by its SHA-256
    SELECT s.source_id,
           replace(replace(ltrim(TRY(decode(f.content)), chr(65279)), chr(13) || chr(10), chr(10)), chr(13), chr(10)) AS body
    FROM read_blob(coalesce(nullif(folder, ''), 'raw') || '/**') f
    JOIN sources s ON s.document_sha256 = sha256(f.content)
)
SELECT b.value, b.chosen, b.source_id, b.paragraph,
       substring(t.body, CAST(b.char_start + 1 AS BIGINT), CAST(b.char_end - b.char_start AS BIGINT)) AS passage,
       substring(t.body, CAST(b.words_start + 1 AS BIGINT), CAST(b.words_end - b.words_start AS BIGINT)) AS words,
       b.passage_url
FROM behind(in_table, record, of_field) b
LEFT JOIN (SELECT source_id, any_value(body) AS body FROM texts GROUP BY source_id) t USING (source_id)
ORDER BY b.chosen DESC, b.source_id, b.char_start, b.mention_id;

COMMENT ON MACRO TABLE passages_behind IS 'The same, with the passages and words themselves, read from the documents in a folder, under whatever names; null for a document that is not there.';
