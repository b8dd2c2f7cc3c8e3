-- The last decision of humans on each action of each agent. A rejection stands, for every request of
-- the same action, until a person reopens it. Only digests are here, so erasing needs no change.
create table human_decision (
  org           text        not null,
  agent         text        not null,
  action_digest text        not null,
  request_id    uuid        not null,
  rejected      boolean     not null,
  reason_code   text,
  decided_at    timestamptz not null,
  reopened      boolean     not null default false,
  primary key (org, agent, action_digest)
);
create index human_decision_by_request on human_decision (request_id);
