/** In words, what a chart leaves out and why. */
export function Refusals({ reasons }: { reasons: readonly string[] }) {
  return (
    <>
      {reasons.map((reason) => (
        <p key={reason} class="card-warning">
          {reason}
        </p>
      ))}
    </>
  );
}
