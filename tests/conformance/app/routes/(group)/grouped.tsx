export default function Grouped() {
  return <p>In the group</p>;
}
