-- Who wrote a document, and the service's signature under its number.
alter table policy_document add column author text, add column signature text;

-- Which number is in force, and which one is asked beside it without being obeyed.
create table policy_binding (
  org      text        not null,
  layer    text        not null,
  name     text        not null,
  stage    text        not null check (stage in ('enforced', 'shadow')),
  number   int         not null,
  bound_at timestamptz not null,
  primary key (org, layer, name, stage)
);
insert into policy_binding
select org, layer, name, 'enforced', max(number), max(published_at)
from policy_document group by org, layer, name;

-- Which numbers were in force at some time.
create table policy_enforcement (
  org    text        not null,
  layer  text        not null,
  name   text        not null,
  number int         not null,
  since  timestamptz not null,
  primary key (org, layer, name, number)
);
insert into policy_enforcement
select org, layer, name, number, published_at from policy_document;

-- A number that somebody asked to enforce; humans decide it like any other action.
create table publication (
  id            uuid        not null primary key,
  org           text        not null,
  layer         text        not null,
  name          text        not null,
  number        int         not null,
  digest        text        not null,
  replaces      int         not null,
  author        text        not null,
  direction     text        not null,
  approvals     int         not null,
  action_digest text        not null unique,
  state         text        not null default 'ASKED' check (state in ('ASKED', 'ENFORCED', 'REFUSED')),
  reason        text,
  asked_at      timestamptz not null,
  ended_at      timestamptz
);
create unique index publication_one_at_a_time on publication (org, layer, name) where state = 'ASKED';
create index publication_by_org on publication (org, asked_at desc);

-- Expressions that failed on live requests, counted.
create table policy_alert (
  org          text        not null,
  layer        text        not null,
  name         text        not null,
  number       int         not null,
  rule         text        not null,
  operation    text        not null,
  times        bigint      not null,
  why          text        not null,
  first_at     timestamptz not null,
  last_at      timestamptz not null,
  last_request uuid        not null,
  primary key (org, layer, name, number, rule, operation)
);

-- What a shadow said of live requests beside what was enforced, once per request.
create table shadow_ruling (
  org        text        not null,
  layer      text        not null,
  name       text        not null,
  number     int         not null,
  request_id uuid        not null,
  agent      text        not null,
  operation  text        not null,
  enforced   text        not null,
  shadow     text        not null,
  ruled_at   timestamptz not null,
  primary key (org, layer, name, number, request_id)
);
create index shadow_ruling_by_age on shadow_ruling (ruled_at);
