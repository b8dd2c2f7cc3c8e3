-- The register. Each organisation's version grows with every change, so that a case knows whether it
-- has been routed with the people there are now.
create table register (
  org     text   primary key,
  version bigint not null
);

create table sentinel (
  org           text    not null references register (org),
  id            text    not null,
  display_name  text    not null,
  source        text    not null,
  active        boolean not null,
  languages     text[]  not null,
  jurisdictions text[]  not null,
  owner_of      text[]  not null,
  primary key (org, id)
);

create table qualification (
  org        text        not null,
  sentinel   text        not null,
  name       text        not null,
  level      int         not null,
  valid_from timestamptz not null,
  valid_to   timestamptz,
  ceiling    numeric,
  foreign key (org, sentinel) references sentinel (org, id)
);
create index qualification_by_sentinel on qualification (org, sentinel);
create index qualification_by_name on qualification (org, name);

-- Only hashes of keys and session ids are kept: a copy of these tables lets nobody in.
create table sentinel_key (
  hash       text        primary key,
  org        text        not null,
  sentinel   text        not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (org, sentinel) references sentinel (org, id)
);

create table console_session (
  hash       text        primary key,
  org        text        not null,
  sentinel   text        not null,
  form_token text        not null,
  ends_at    timestamptz not null,
  foreign key (org, sentinel) references sentinel (org, id)
);
create index console_session_by_end on console_session (ends_at);

-- What queries need of the cases. It follows from the journal and can be made again from it.
create table case_view (
  id             uuid        primary key,
  org            text        not null,
  agent          text        not null,
  operation      text        not null,
  tier           text        not null,
  status         text        not null check (status in ('routing', 'offered', 'unroutable', 'decided')),
  opened_at      timestamptz not null,
  deadline       timestamptz not null,
  outcome        text,
  decided_at     timestamptz,
  routed_version bigint      not null default -1
) with (fillfactor = 80);
create index case_view_waiting on case_view (org, routed_version)
  where status in ('routing', 'unroutable');

create table offer (
  case_id     uuid        not null references case_view (id),
  sentinel    text        not null,
  panel       text        not null,
  org         text        not null,
  made_at     timestamptz not null,
  answered_at timestamptz,
  primary key (case_id, sentinel, panel)
);
create index offer_by_sentinel on offer (org, sentinel, made_at desc);

create table timer (
  case_id uuid        not null references case_view (id),
  kind    text        not null,
  due_at  timestamptz not null,
  primary key (case_id, kind)
) with (autovacuum_vacuum_scale_factor = 0.01);
create index timer_due on timer (due_at);

-- Salt and text of each Sentinel's reason: to erase the row's content is to make the digests in the
-- records say nothing.
create table reason (
  case_id  uuid  not null,
  sentinel text  not null,
  salt     bytea,
  code     text,
  text     text,
  primary key (case_id, sentinel)
);
