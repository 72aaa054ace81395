export default function New() {
  return <p>A new job</p>;
}
