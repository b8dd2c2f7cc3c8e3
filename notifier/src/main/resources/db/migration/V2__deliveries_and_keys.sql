-- Where each delivery stands; made from the journal, but for what is content and not fact: body and
-- full URL.
create table delivery (
  id           uuid        primary key,
  request_id   uuid        not null,
  org          text        not null,
  channel      text        not null,
  url          text        not null,
  -- Kept until the receiver has it.
  body         text,
  status       text        not null default 'pending'
    check (status in ('pending', 'delivered', 'abandoned')),
  attempts     int         not null default 0,
  last_status  int,
  last_reason  text,
  next_at      timestamptz,
  leased_until timestamptz,
  created_at   timestamptz not null,
  settled_at   timestamptz
);
create index delivery_due on delivery (next_at) where status = 'pending';
create index delivery_by_organisation on delivery (org, created_at desc);
create index delivery_by_request on delivery (request_id);

-- The keys that sign an organisation's callbacks, encrypted under the deployment's master key.
create table webhook_key (
  org        text        primary key,
  sealed     bytea       not null,
  created_at timestamptz not null default now()
);
