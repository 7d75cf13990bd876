/**
 * SQL over `d`, a delivery, and `w`, its unfinished work if there is any: whether it may not be told at this moment. It
 * waits for a condition, or was superseded before it left and its lane's owner has not said yet what becomes of it; or
 * an earlier one of the person was, which must not arrive after it.
 */
export const isHeldBack = `(
  w.id is not null and w.sent_at is null and (
    w.waits_for <> '{}' or w.superseded_by is not null or exists (
      select from delivery_work earlier
       where earlier.person_id = d.person_id and earlier.agency || '' = d.agency and earlier.sequence < d.sequence
         and earlier.superseded_by is not null and earlier.sent_at is null)))`
