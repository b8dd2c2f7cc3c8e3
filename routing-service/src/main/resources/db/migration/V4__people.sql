-- What the register holds of a Sentinel besides V2. It follows from the journal, except for names and
-- the texts of conflicts, which are nowhere else and can be erased.
alter table sentinel
  add column provider        text,
  add column company         text,
  add column household       text,
  add column capacity        int         not null default 1000,
  add column proofing_method text,
  add column proofing_level  int,
  add column proofed_by      text,
  add column proofed_at      timestamptz,
  add column suspended       text,
  add column away            text check (away in ('SAID_SO', 'LET_OFFERS_LAPSE')),
  add column away_until      timestamptz;

-- Whoever is there already was vouched for by the operator.
update sentinel set proofing_method = 'operator', proofing_level = 1, proofed_by = 'operator',
  proofed_at = now();

alter table qualification
  add column operations    text[] not null default '{}',
  add column jurisdictions text[] not null default '{}',
  add column languages     text[] not null default '{}',
  add column issuer        text,
  add column evidence      text;

create table conflict (
  org      text  not null,
  sentinel text  not null,
  id       text  not null,
  kind     text  not null check (kind in ('COUNTERPARTY', 'PERSON', 'AGENT')),
  value    text  not null,
  salt     bytea not null,
  primary key (org, sentinel, id),
  foreign key (org, sentinel) references sentinel (org, id)
);

create table delegation (
  org           text        not null,
  id            text        not null,
  delegator     text        not null,
  delegate      text        not null,
  qualification text        not null,
  held_as       text        not null,
  up_to         numeric,
  valid_from    timestamptz not null,
  valid_to      timestamptz not null,
  status        text        not null check (status in ('OFFERED', 'ACCEPTED', 'REVOKED')),
  primary key (org, id),
  foreign key (org, delegator) references sentinel (org, id)
);
create index delegation_by_delegate on delegation (org, delegate) where status = 'ACCEPTED';
create index delegation_by_delegator on delegation (org, delegator);

-- What the organisation itself asks of whoever sits on a panel; policy says what the panel is for.
create table panel (
  org            text   not null,
  name           text   not null,
  schedule       text,
  identity_level int    not null,
  members        text[] not null,
  excluded       text[] not null,
  primary key (org, name)
);

create table schedule (
  org                text  not null,
  name               text  not null,
  document           jsonb not null,
  materialised_until timestamptz,
  primary key (org, name)
);
alter table panel add foreign key (org, schedule) references schedule (org, name);

-- Who is on, from when to when: what the rules of a schedule come to in the next weeks. Nobody is on
-- twice in one layer.
create extension if not exists btree_gist;
create table shift (
  org      text      not null,
  schedule text      not null,
  layer    text      not null,
  sentinel text      not null,
  during   tstzrange not null,
  exclude using gist (org with =, schedule with =, layer with =, during with &&),
  foreign key (org, schedule) references schedule (org, name)
);
create index shift_by_time on shift using gist (org, schedule, during);

create table coverage_gap (
  org      text        not null,
  schedule text        not null,
  begins   timestamptz not null,
  ends     timestamptz not null,
  primary key (org, schedule, begins, ends)
);
