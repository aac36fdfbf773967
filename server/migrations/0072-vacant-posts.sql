/**
 * Roles that nobody holds at an instant, deputies considered, and the posts that their tasks climb to: the head of the
 * department of the post that carries the role (or, where no post does, of the department that the manual gives it), else
 * the general manager. The manual's roles come in as two lists, since they are no data of the database.
 */
create function climbed_roles_at(at timestamptz, manual_roles text[], manual_departments text[])
returns table (entity_id text, role text, post_id text, via text)
language sql stable
begin atomic
  with held as materialized (select distinct h.post_id from post_holders_at(at) h),
  mapped as materialized (
    select rp.entity_id, rp.role, rp.post_id, held.post_id is not null as filled
      from role_posts rp left join held on held.post_id = rp.post_id
     where in_force(rp.valid_from, rp.valid_to, at)),
  standing as materialized (
    select d.entity_id, x.department, s.department_id
      from department_states s join departments d on d.id = s.department_id
     cross join unnest(s.stands_for) as x (department) where in_force(s.valid_from, s.valid_to, at)),
  wanted as (
    select e.id as entity_id, r.role, r.department
      from legal_entities e cross join unnest(manual_roles, manual_departments) as r (role, department)
     where not exists (select from mapped m where m.filled and m.entity_id = e.id and m.role = r.role)),
  -- A row for each department that may have a head; none of it where the manual gives no department either.
  vacant as materialized (
    select w.entity_id, w.role, s.department_id
      from wanted w join mapped m on m.entity_id = w.entity_id and m.role = w.role
      left join post_states s on s.post_id = m.post_id and in_force(s.valid_from, s.valid_to, at)
    union all
    select w.entity_id, w.role, t.department_id
      from wanted w left join standing t on t.entity_id = w.entity_id and t.department = w.department
     where not exists (select from mapped m where m.entity_id = w.entity_id and m.role = w.role)),
  heads as materialized (
    select distinct v.entity_id, v.role, s.post_id
      from vacant v join post_states s on s.department_id = v.department_id join held on held.post_id = s.post_id
     where s.is_head and in_force(s.valid_from, s.valid_to, at))
  select h.entity_id, h.role, h.post_id, 'headOfDepartment' from heads h
  union all
  select distinct v.entity_id, v.role, m.post_id, 'generalManager'
    from vacant v join mapped m on m.entity_id = v.entity_id and m.role = 'generalManager' and m.filled
   where not exists (select from heads h where h.entity_id = v.entity_id and h.role = v.role);
end;
