-- What was asked, ruled and decided: for replay and for learning, never for a ruling. Each part
-- comes from its own topic, in any order; a request can be read once it was asked and ruled upon.
create table recorded_request (
  request_id    uuid        primary key,
  org           text        not null,
  agent         text,
  agent_name    text,
  agent_version text,
  agent_owner   text,
  operation     text,
  target        text,
  action_digest text,
  -- Canonical JSON, until the dossier is erased.
  arguments     text,
  confidence    double precision,
  risk          text,
  submitted_at  timestamptz,
  ruling        text,
  policies      jsonb,
  rules         jsonb,
  limits        jsonb,
  panels        jsonb,
  grant_ceiling text,
  opened_at     timestamptz,
  outcome       text,
  basis         text,
  decided_at    timestamptz,
  reason_code   text,
  verdicts      jsonb,
  approved      text,
  grant_uses    int,
  grant_until   timestamptz,
  erased        boolean     not null default false,
  recorded_at   timestamptz not null
);
create index recorded_request_by_time on recorded_request (org, submitted_at, request_id)
  where submitted_at is not null and ruling is not null;
create index recorded_request_by_age on recorded_request using brin (recorded_at);
create index recorded_request_rejected on recorded_request (org, agent, operation, decided_at)
  where outcome = 'REJECTED' and basis = 'SENTINEL';

-- What a request added counts until the request ends without leave. Of such a request there is a row
-- here, which may come before the request is counted.
alter table limit_entry add column released boolean not null default false;
create index limit_entry_by_request on limit_entry (request_id);
create table limit_release (
  request_id uuid        primary key,
  at         timestamptz not null
);
create index limit_release_by_age on limit_release (at);

-- Standing permissions that came with a decision.
create table standing_grant (
  id            uuid        primary key,
  org           text        not null,
  request_id    uuid        not null unique,
  agent         text        not null,
  agent_version text,
  operation     text        not null,
  action_digest text        not null,
  -- The arguments that were approved, until their dossier is erased.
  approved      text,
  policies      jsonb       not null,
  rules         jsonb       not null,
  conditions    jsonb       not null,
  sentinels     jsonb       not null,
  uses          int         not null check (uses > 0),
  uses_left     int         not null check (uses_left between 0 and uses),
  expires_at    timestamptz not null,
  made_at       timestamptz not null,
  revoked_at    timestamptz,
  revoked_why   text,
  revoked_by    text
);
create index standing_grant_live on standing_grant (org, agent, operation)
  where revoked_at is null and uses_left > 0;
create index standing_grant_by_time on standing_grant (org, made_at desc);

-- What each request that a grant could answer was answered: by which, or by none. Fixed for ever.
create table grant_answer (
  request_id uuid        primary key,
  grant_id   uuid,
  granted_by uuid,
  at         timestamptz not null
);
create index grant_answer_by_age on grant_answer (at);
