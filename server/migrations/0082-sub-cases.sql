-- The item of the case that opened this one, for which it was opened: what this case tells concerns that item alone.
alter table cases add column parent_item text;
alter table cases add constraint cases_item_of_parent check (parent_item is null or parent_id is not null);
