-- The audit. Entries chain within a case (or person, or subject); one sequencer adds committed entries to one log, whose
-- signed heads are published outside of this database. Nothing here is ever changed or removed: the application has INSERT
-- and SELECT only, and the guards below stop the owner's mistakes too. Against a superuser stand the published heads.

-- A name that stands in the hashed text as it is: nothing in it that JSON would escape, and no blank. Asked once for each
-- chain, because every entry must name the chain and entity that are noted there.
create function audit_plain(name text) returns boolean language sql immutable parallel safe
return length(name) between 1 and 200 and name = translate(name,
  e' "\\\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f', '');

-- The end of each chain. Only `audit_move` writes it.
create table audit_chains (
  chain_id text collate "C" primary key,
  entity_id text collate "C" not null,
  seq bigint not null check (seq >= 0),
  head bytea not null check (length(head) = 32)
) with (fillfactor = 80);

-- `actor` and `payload` are canonical JSON kept as text, because jsonb would reorder what was hashed. Personal values
-- stand in them as salted commitments only.
create table audit_entries (
  chain_id text collate "C" not null,
  seq bigint not null check (seq > 0),
  entity_id text collate "C" not null,
  at timestamptz(3) not null,
  kind text collate "C" not null check (kind <> '' and kind = translate(kind, e' "\\\t\r\n', '')),
  actor text collate "C" not null,
  payload text collate "C" not null check (octet_length(payload) <= 1048576),
  prev_hash bytea not null check (length(prev_hash) = 32),
  hash bytea not null,
  -- Drawn when the row is written, so it grows along every chain.
  id bigint not null generated always as identity,
  -- Which transaction wrote it: the sequencer takes what became visible since the snapshot that it kept.
  xid xid8 not null default pg_current_xact_id(),
  written_at timestamptz not null default clock_timestamp(),
  primary key (chain_id, seq),
  -- The same text as `entryText`; so a wrong hash never gets in, whoever inserts.
  constraint audit_entry_hash check (hash = sha256('\x00'::bytea || convert_to(concat(
    '[1,"', entity_id, '","', chain_id, '",', seq, ',"', encode(prev_hash, 'hex'), '",',
    (extract(epoch from at) * 1000)::bigint, ',"', kind, '",', actor, ',', payload, ']'), 'UTF8')))
);
create index audit_entries_by_xid on audit_entries (xid);

-- The order in which the entries became part of the log: the leaves of its Merkle tree.
create table audit_log (
  position bigint primary key check (position >= 0),
  chain_id text collate "C" not null,
  seq bigint not null,
  entity_id text collate "C" not null,
  hash bytea not null check (length(hash) = 32),
  mark bytea not null check (length(mark) = 8),
  unique (chain_id, seq)
);

-- What was signed, and from where to go on: the roots of the full subtrees, and the snapshot whose entries are all taken.
create table audit_heads (
  size bigint primary key check (size > 0),
  statement text collate "C" not null,
  signature text not null,
  frontier bytea not null check (length(frontier) % 32 = 0),
  seen pg_snapshot not null
);

-- The public halves of the keys that signed heads, so that a place that begins later gets them too.
create table audit_keys (
  key_id text primary key,
  public_key text not null
);

-- How far the sequencer ('log') and each place ('place:…') are and what ails them: for the alarm only, no evidence.
create table audit_status (
  part text primary key,
  size bigint not null,
  problem text not null default '',
  reported_at timestamptz not null default now()
);

-- Moves the end of a chain from the entry before the new ones to the last of them. A caller that was overtaken gets a
-- serialization failure, so the transaction is tried again with the new end.
create function audit_move(of_entity text, of_chain text, from_seq bigint, from_head bytea, to_seq bigint, to_head bytea)
returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  update audit_chains set seq = to_seq, head = to_head
    where chain_id = of_chain and entity_id = of_entity and seq = from_seq and head = from_head;
  if found then
    return;
  end if;
  if from_seq = 0 and audit_plain(of_chain) and audit_plain(of_entity) and from_head = decode(repeat('00', 32), 'hex') then
    insert into audit_chains values (of_chain, of_entity, to_seq, to_head) on conflict do nothing;
    if found then
      return;
    end if;
  end if;
  raise exception 'audit chain % has another end than entry %', of_chain, from_seq using errcode = 'serialization_failure';
end $$;

-- Checks that new entries continue their chains, in the order in which they were written.
create function audit_advance() returns trigger language plpgsql security definer
set search_path = pg_catalog, public, pg_temp as $$
declare
  entry record;
  first record;
  before record;
  chain text;
begin
  for entry in select chain_id, entity_id, seq, prev_hash, hash, id from added order by chain_id, seq loop
    if chain is distinct from entry.chain_id then
      if chain is not null then
        perform audit_move(first.entity_id, first.chain_id, first.seq - 1, first.prev_hash, before.seq, before.hash);
      end if;
      first := entry;
      chain := entry.chain_id;
    elsif entry.seq <> before.seq + 1 or entry.prev_hash <> before.hash or entry.entity_id <> before.entity_id or entry.id < before.id then
      raise exception 'entry % of audit chain % does not continue the one before', entry.seq, entry.chain_id;
    end if;
    before := entry;
  end loop;
  if chain is not null then
    perform audit_move(first.entity_id, first.chain_id, first.seq - 1, first.prev_hash, before.seq, before.hash);
  end if;
  return null;
end $$;
create trigger audit_entries_advance after insert on audit_entries
  referencing new table as added for each statement execute function audit_advance();

-- Locks the end of a chain and returns it; a chain that is not there yet begins. For writers that hold no case's lock.
create function audit_lock_chain(of_entity text, of_chain text) returns table (last_seq bigint, last_hash text)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  tip audit_chains;
begin
  select * into tip from audit_chains where chain_id = of_chain for update;
  if not found then
    if not (audit_plain(of_chain) and audit_plain(of_entity)) then
      raise exception 'an audit chain or legal entity with an unfit name' using errcode = 'check_violation';
    end if;
    insert into audit_chains values (of_chain, of_entity, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
    select * into tip from audit_chains where chain_id = of_chain for update;
  end if;
  if tip.entity_id <> of_entity then
    raise exception 'audit chain % belongs to another legal entity', of_chain;
  end if;
  return query select tip.seq, encode(tip.head, 'hex');
end $$;

create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is never changed: % of % refused', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege', hint = 'Write a further entry that corrects the first.';
end $$;

create trigger audit_entries_keep before update or delete or truncate on audit_entries
  for each statement execute function audit_refuse();
create trigger audit_log_keep before update or delete or truncate on audit_log
  for each statement execute function audit_refuse();
create trigger audit_heads_keep before update or delete or truncate on audit_heads
  for each statement execute function audit_refuse();
create trigger audit_keys_keep before update or delete or truncate on audit_keys
  for each statement execute function audit_refuse();
create trigger audit_chains_keep before delete or truncate on audit_chains
  for each statement execute function audit_refuse();
create trigger audit_chains_forward before update on audit_chains for each row
  when (new.chain_id <> old.chain_id or new.entity_id <> old.entity_id or new.seq <= old.seq)
  execute function audit_refuse();

-- ALWAYS: session_replication_role = replica does not switch them off.
alter table audit_entries enable always trigger audit_entries_advance;
alter table audit_entries enable always trigger audit_entries_keep;
alter table audit_log enable always trigger audit_log_keep;
alter table audit_heads enable always trigger audit_heads_keep;
alter table audit_keys enable always trigger audit_keys_keep;
alter table audit_chains enable always trigger audit_chains_keep;
alter table audit_chains enable always trigger audit_chains_forward;

revoke all on function audit_plain(text), audit_move(text, text, bigint, bytea, bigint, bytea), audit_advance(), audit_lock_chain(text, text),
  audit_refuse() from public;
grant execute on function audit_lock_chain(text, text) to plumbline_app;

grant select on audit_chains, audit_entries, audit_log, audit_heads, audit_keys, audit_status to plumbline_app;
-- Neither id, xid nor written_at: the application cannot slip an entry past the sequencer.
grant insert (chain_id, seq, entity_id, at, kind, actor, payload, prev_hash, hash) on audit_entries to plumbline_app;
grant insert on audit_log, audit_heads, audit_keys to plumbline_app;
grant insert, update on audit_status to plumbline_app;
