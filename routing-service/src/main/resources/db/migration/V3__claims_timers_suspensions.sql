-- One table for whatever a case waits for. The instant is absolute; the epoch tells a timer from
-- those that were armed for the same thing before.
alter table timer add column seq int not null default 0;
alter table timer add column epoch int not null default 0;
update timer set kind = 'DEADLINE';
alter table timer drop constraint timer_pkey;
alter table timer add primary key (case_id, kind, seq);
create index timer_route on timer (due_at) where kind = 'ROUTE';

alter table case_view drop constraint case_view_status_check;
alter table case_view add constraint case_view_status_check check (status in
  ('routing', 'offered', 'in-review', 'needs-info', 'unroutable', 'cooling', 'approved', 'decided'));
create index case_view_standing on case_view (org, agent, operation) where status <> 'decided';

-- Whether the case is still this Sentinel's to see.
alter table offer add column live boolean not null default true;

-- Requests that were withdrawn before their case was opened.
create table withdrawal (
  id           uuid        primary key,
  successor    uuid,
  withdrawn_at timestamptz not null
);

-- What must stand still. It follows from the journal.
create table suspension (
  id         uuid        primary key,
  org        text        not null,
  scope      text        not null check (scope in ('organisation', 'agent', 'operation')),
  subject    text        not null,
  active     boolean     not null,
  reason     text        not null,
  by_whom    text        not null,
  since      timestamptz not null,
  lifted_at  timestamptz
);
create index suspension_active on suspension (org) where active;
