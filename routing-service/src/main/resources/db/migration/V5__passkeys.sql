-- The passkeys with which Sentinels sign. It follows from the journal, except for the attestation
-- objects, whose digests are there, and for how often each has signed.
create table passkey (
  org           text        not null,
  credential    text        not null,
  sentinel      text        not null,
  algorithm     int         not null,
  public_key    text        not null,
  key_digest    text        not null,
  cose_key      text        not null,
  aaguid        text        not null,
  backup_eligible boolean   not null,
  backed_up     boolean     not null,
  attestation_digest text   not null,
  relying_party text        not null,
  origin        text        not null,
  proofing_level int        not null,
  registration  uuid        not null,
  registered_at timestamptz not null,
  removed_at    timestamptz,
  attestation   bytea,
  sign_count    bigint      not null default 0,
  primary key (org, credential),
  foreign key (org, sentinel) references sentinel (org, id)
);
create index passkey_by_sentinel on passkey (org, sentinel);

-- What a browser was asked when a passkey was to be made, by its hash; answered once.
create table passkey_question (
  hash     text        primary key,
  org      text        not null,
  sentinel text        not null,
  ends_at  timestamptz not null
);
create index passkey_question_by_end on passkey_question (ends_at);

-- What Sentinels are about to sign, byte for byte; used once.
create table intent (
  nonce    text        primary key,
  org      text        not null,
  sentinel text        not null,
  case_id  uuid        not null,
  text     text        not null,
  ends_at  timestamptz not null
);
create index intent_by_end on intent (ends_at);

-- The newest signed head of each organisation's log, as far as it has been heard of.
create table log_head (
  org    text   primary key,
  origin text   not null,
  size   bigint not null,
  root   text   not null
);
