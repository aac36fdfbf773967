-- A message is claimed, sent and marked in three steps, so that no transaction and no connection waits for a mail server.
-- A claim that is not answered by `claimed_until` was cut short by a crash and may be taken again.
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check
  check (state in ('waiting', 'sending', 'sent', 'dead', 'withdrawn'));
alter table outbox add column claim uuid;
alter table outbox add column claimed_until timestamptz;
drop index outbox_waiting;
create index outbox_waiting on outbox (channel, next_at, id) where state = 'waiting';
create index outbox_sending on outbox (claimed_until) where state = 'sending';

-- When the next message may go to a target that counts them: kept here, so that all processes together keep the rate.
create table message_pace (
  target text primary key,
  next_at timestamptz not null
);
grant select, insert, update on message_pace to plumbline_app;
