-- The register of Sentinels as this service follows it: for what an author should know, never for a
-- ruling.
create table sentinel (
  org   text        not null,
  id    text        not null,
  state jsonb       not null,
  at    timestamptz not null,
  primary key (org, id)
);
