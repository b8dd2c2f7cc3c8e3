-- Every numbered policy, for ever: a decision names the number it was made under.
create table policy_document (
  org          text        not null,
  layer        text        not null,
  name         text        not null,
  number       int         not null,
  digest       text        not null,
  canonical    text        not null,
  source       text        not null,
  published_at timestamptz not null,
  primary key (org, layer, name, number)
);

-- What each request added to a limit, and what was seen then. A request that comes again sees the
-- same, whatever has happened since.
create table limit_entry (
  org        text        not null,
  policy     text        not null,
  limit_name text        not null,
  request_id uuid        not null,
  key        text        not null,
  at         timestamptz not null,
  amount     numeric     not null,
  seen       numeric     not null,
  primary key (org, policy, limit_name, request_id)
);
create index limit_entry_by_key on limit_entry (org, policy, limit_name, key, at);
create index limit_entry_by_age on limit_entry (at);
