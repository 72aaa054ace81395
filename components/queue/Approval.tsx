/** Lets a person approve a task that waits for it, or decline it. */
export function Approval({ id }: { readonly id: string }) {
  return (
    <form method="post" class="approval" data-plain>
      <input type="hidden" name="id" value={id} />
      <button
        type="submit"
        class="b sm"
        name="action"
        value="approve"
        aria-label={`Approve ${id}`}
      >
        Approve
      </button>
      <button
        type="submit"
        class="b gh sm"
        name="action"
        value="decline"
        aria-label={`Decline ${id}`}
      >
        Decline
      </button>
    </form>
  );
}
