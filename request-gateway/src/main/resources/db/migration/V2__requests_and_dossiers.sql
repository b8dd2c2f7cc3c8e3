create table organisation (
  id         text        primary key,
  name       text        not null,
  created_at timestamptz not null
);

create table agent (
  org     text    not null references organisation (id),
  id      text    not null,
  name    text    not null,
  version text,
  owner   text,
  active  boolean not null default true,
  primary key (org, id)
);

-- Only the hash of a key is kept: a copy of this table lets nobody in.
create table agent_key (
  hash       text        primary key,
  org        text        not null,
  agent      text        not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (org, agent) references agent (org, id)
);
create index agent_key_by_agent on agent_key (org, agent);

create table request (
  id              uuid        primary key,
  org             text        not null,
  agent           text        not null,
  idempotency_key text,
  fingerprint     text        not null,
  operation       text        not null,
  action_digest   text        not null,
  type            text        not null,
  level           int         not null,
  submitted_at    timestamptz not null,
  expires_at      timestamptz not null,
  -- What is to be published, until the broker has it; then null.
  intake          bytea,
  status          text        not null default 'pending',
  decision        text,
  recorded        boolean     not null default false,
  version         int         not null default 1,
  unique (org, idempotency_key)
);
create index request_unpublished on request (submitted_at) where intake is not null;
create index request_by_agent on request (org, agent, id desc);

-- Each dossier is encrypted under a key of its own; to destroy the key is to erase the dossier.
create table dossier (
  request_id uuid  primary key,
  org        text  not null,
  digest     text  not null,
  key        bytea,
  content    bytea
);
