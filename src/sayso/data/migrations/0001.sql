-- A ledger file: the articles, what was read in them and when, and an index of the newest reading to question.

CREATE TABLE run (
    key INTEGER PRIMARY KEY,
    command TEXT NOT NULL,
    began TEXT NOT NULL,  -- ISO 8601, UTC
    ended TEXT,  -- NULL while it goes on, and where it was cut short
    code TEXT NOT NULL,  -- versions: of the program, of the weights, of the tables of actors and places
    weights TEXT NOT NULL,
    tables TEXT NOT NULL
) STRICT;

CREATE TABLE document (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,  -- of the text, in UTF-8
    title TEXT,
    publisher TEXT,
    author TEXT,
    published TEXT,  -- ISO 8601
    language TEXT,
    path TEXT,
    url TEXT,
    words INTEGER NOT NULL,
    superseded INTEGER REFERENCES document,  -- the later version of this article
    family INTEGER NOT NULL REFERENCES document DEFERRABLE INITIALLY DEFERRED,  -- the first of the copies it belongs to; itself where there are none
    text TEXT NOT NULL  -- last, so that the columns before it are read without it
) STRICT;
CREATE INDEX document_family ON document (family, superseded, published, publisher);  -- which documents count, without reading them
CREATE INDEX document_superseded ON document (superseded) WHERE superseded IS NOT NULL;

-- Everything that was looked at, and what became of it.
CREATE TABLE origin (
    key INTEGER PRIMARY KEY,
    location TEXT NOT NULL,
    raw_sha256 TEXT NOT NULL,  -- of the file's or record's own bytes; '' where they could not be had
    outcome TEXT NOT NULL CHECK (outcome IN ('read', 'duplicate', 'skipped')),
    reason TEXT,
    document INTEGER REFERENCES document,
    run INTEGER NOT NULL REFERENCES run,
    UNIQUE (location, raw_sha256)
) STRICT;
CREATE INDEX origin_document ON origin (document);
CREATE INDEX origin_run ON origin (run);

-- A document's whole ledger, zlib of its JSON Lines, as one run read it. The last one counts; those before are kept.
CREATE TABLE reading (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    run INTEGER NOT NULL REFERENCES run,
    ledger BLOB NOT NULL,
    UNIQUE (document, run)
) STRICT;
CREATE INDEX reading_run ON reading (run);

-- The index: what the last readings say. It can be made again from them.
CREATE TABLE entry (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT,  -- the first of the kind's labels: event_type, act, polarity, effect, relation
    mode TEXT,
    factuality TEXT NOT NULL,
    author_factuality TEXT NOT NULL,
    confidence REAL NOT NULL,
    first TEXT,  -- when it is said to be: ISO 8601 days, NULL where open or unresolved
    last TEXT,
    cue TEXT,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    verdict TEXT  -- people's last word on it; what they corrected stands corrected here
) STRICT;
CREATE INDEX entry_document ON entry (document);
CREATE INDEX entry_id ON entry (id);
-- All that questions ask of an entry itself, in the order of time, by which they list and count.
CREATE INDEX entry_asked ON entry (
    first, last, kind, type, mode, factuality, author_factuality, confidence, verdict, document, id
);
CREATE INDEX entry_type ON entry (type, mode, factuality);
CREATE INDEX entry_verdict ON entry (verdict) WHERE verdict IS NOT NULL;
CREATE VIRTUAL TABLE entry_words USING fts5 (evidence, content='entry', content_rowid='key', tokenize='porter unicode61 remove_diacritics 2');

-- Who or what fills a role of an entry; role 'source' is whoever vouches for it, outermost first.
CREATE TABLE part (
    entry INTEGER NOT NULL REFERENCES entry,
    place INTEGER NOT NULL,  -- its place among the entry's parts
    document INTEGER NOT NULL,  -- the entry's
    role TEXT NOT NULL,
    text TEXT,
    actor TEXT,
    source_kind TEXT,  -- of sources and speakers: named, unnamed, vague
    name TEXT,  -- of places: what the words resolve to
    country TEXT,
    act TEXT,  -- of speakers: their statement's
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX part_actor ON part (actor, role, document) WHERE actor IS NOT NULL;
CREATE INDEX part_speaker ON part (role, actor, source_kind, document, act) WHERE role = 'speakers';
CREATE INDEX part_country ON part (country) WHERE country IS NOT NULL;
CREATE INDEX part_name ON part (name COLLATE NOCASE) WHERE name IS NOT NULL;
CREATE INDEX part_place ON part (text COLLATE NOCASE) WHERE role = 'place';

CREATE TABLE count (
    entry INTEGER NOT NULL REFERENCES entry,
    place INTEGER NOT NULL,
    what TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    text TEXT NOT NULL,
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE link (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    relation TEXT NOT NULL,
    subject TEXT NOT NULL,
    object TEXT NOT NULL,
    score REAL NOT NULL,
    reasons TEXT NOT NULL  -- a JSON array
) STRICT;
CREATE INDEX link_document ON link (document);
CREATE INDEX link_subject ON link (subject);
CREATE INDEX link_object ON link (object);

CREATE TABLE actor (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    country TEXT,
    sector TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE alias (
    folded TEXT NOT NULL,  -- casefolded, to search by
    actor TEXT NOT NULL REFERENCES actor,
    text TEXT NOT NULL,
    PRIMARY KEY (folded, actor)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_actor ON alias (actor);

-- Stretches of text that documents share are found by these (see sayso.copies).
CREATE TABLE band (
    hash INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES document,
    PRIMARY KEY (hash, document)
) STRICT, WITHOUT ROWID;

-- By which methods the index was made, where one may change ("copies").
CREATE TABLE method (
    name TEXT PRIMARY KEY,
    method TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What people say of entries. Nothing is ever changed or taken away here; the last word on an entry holds, and corrections that follow one another add up.
CREATE TABLE judgement (
    key INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    entry TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'correct')),
    correction TEXT,  -- a JSON object of fields
    by TEXT NOT NULL,
    at TEXT NOT NULL,
    note TEXT
) STRICT;
CREATE INDEX judgement_entry ON judgement (document, entry);
CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement BEGIN SELECT raise(ABORT, 'judgements are only ever added'); END;
CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement BEGIN SELECT raise(ABORT, 'judgements are only ever added'); END;
