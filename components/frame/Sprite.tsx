/**
 * Every drawing that pages use, once for each page: icons are there with the
 * first paint, and stay when the server goes.
 */
export function Sprite() {
  return (
    <svg width="0" height="0" class="sprite" aria-hidden="true">
      <symbol id="i-again" viewBox="0 0 16 16">
        <path d="M13 3v3.2H9.8M12.8 6A5.3 5.3 0 1 0 13.3 9" />
      </symbol>
      <symbol id="i-bell" viewBox="0 0 16 16">
        <path d="M3.2 11.5c.9-1 1.3-2 1.3-4.2a3.5 3.5 0 0 1 7 0c0 2.2.4 3.2 1.3 4.2zM6.7 13.6h2.6" />
      </symbol>
      <symbol id="i-brand" viewBox="0 0 16 16">
        <g stroke="none" fill="currentColor">
          <rect x="0.5" y="3" width="3" height="4.5" rx=".8" />
          <rect x="4.5" y="3" width="3" height="4.5" rx=".8" />
          <rect x="8.5" y="3" width="3" height="4.5" rx=".8" class="lit" />
          <rect x="12.5" y="3" width="3" height="4.5" rx=".8" opacity=".3" />
          <rect x="0.5" y="8.5" width="3" height="4.5" rx=".8" class="lit" />
          <rect x="4.5" y="8.5" width="3" height="4.5" rx=".8" opacity=".3" />
          <rect x="8.5" y="8.5" width="3" height="4.5" rx=".8" />
          <rect x="12.5" y="8.5" width="3" height="4.5" rx=".8" />
        </g>
      </symbol>
      <symbol id="i-chev" viewBox="0 0 16 16">
        <path d="m4 6 4 4 4-4" />
      </symbol>
      <symbol id="i-chevr" viewBox="0 0 16 16">
        <path d="m6 4 4 4-4 4" />
      </symbol>
      <symbol id="i-copy" viewBox="0 0 16 16">
        <rect x="5.5" y="5.5" width="8" height="8" rx="1.5" />
        <path d="M10.5 3.5v-.3c0-.7-.5-1.2-1.2-1.2H3.7C3 2 2.5 2.5 2.5 3.2v5.6c0 .7.5 1.2 1.2 1.2h.3" />
      </symbol>
      <symbol id="i-dash" viewBox="0 0 16 16">
        <rect x="2" y="3" width="12" height="10" rx="1.5" />
        <path d="M5 10V8M8 10V6M11 10V7.5" />
      </symbol>
      <symbol id="i-done" viewBox="0 0 16 16">
        <path d="M6.5 4h7M6.5 8h7M6.5 12h7M2.2 4l.9.9L4.8 3M2.2 8l.9.9L4.8 7M2.2 12l.9.9L4.8 11" />
      </symbol>
      <symbol id="i-down" viewBox="0 0 16 16">
        <path d="M8 2.5v7.5M4.8 7 8 10.2 11.2 7M3 13.5h10" />
      </symbol>
      <symbol id="i-edit" viewBox="0 0 16 16">
        <path d="m3 13 .6-2.8L11 2.8 13.2 5l-7.4 7.4zM9.6 4.2l2.2 2.2" />
      </symbol>
      <symbol id="i-follow" viewBox="0 0 16 16">
        <path d="M8 2.5v6.5M5 6.5 8 9.5l3-3M3 13h10M3 10.8v2.2M13 10.8v2.2" />
      </symbol>
      <symbol id="i-g-drain" viewBox="0 0 16 16">
        <path d="M8 2.5v6M5.2 6 8 8.8 10.8 6M2.5 12.5h11" />
      </symbol>
      <symbol id="i-g-free" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5" stroke-width="2" />
      </symbol>
      <symbol id="i-g-off" viewBox="0 0 16 16">
        <path d="M8 2v5M4.7 4.2a5 5 0 1 0 6.6 0" />
      </symbol>
      <symbol id="i-grip" viewBox="0 0 16 16">
        <path
          stroke-width="2"
          d="M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01"
        />
      </symbol>
      <symbol id="i-hide" viewBox="0 0 16 16">
        <path d="M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM3 13 13 3" />
      </symbol>
      <symbol id="i-keys" viewBox="0 0 16 16">
        <rect x="1.5" y="4" width="13" height="8" rx="1.5" />
        <path d="M4 6.7h.01M6.7 6.7h.01M9.3 6.7h.01M12 6.7h.01M5.2 9.5h5.6" />
      </symbol>
      <symbol id="i-open" viewBox="0 0 16 16">
        <path d="M6.5 3.5H3.5v9h9v-3M9 2.8h4.2V7M13 3 7.8 8.2" />
      </symbol>
      <symbol id="i-pause" viewBox="0 0 16 16">
        <path d="M5.5 3.5v9M10.5 3.5v9" />
      </symbol>
      <symbol id="i-person" viewBox="0 0 16 16">
        <circle cx="8" cy="5" r="2.5" />
        <path d="M3 13.5c.4-3 2.3-4.3 5-4.3s4.6 1.3 5 4.3" />
      </symbol>
      <symbol id="i-play" viewBox="0 0 16 16">
        <path d="M5 3.2v9.6l7.6-4.8z" />
      </symbol>
      <symbol id="i-plus" viewBox="0 0 16 16">
        <path d="M8 3v10M3 8h10" />
      </symbol>
      <symbol id="i-queue" viewBox="0 0 16 16">
        <path d="M2.5 4h2M2.5 8h2M2.5 12h2M7 4h6.5M7 8h6.5M7 12h4" />
      </symbol>
      <symbol id="i-restore" viewBox="0 0 16 16">
        <path d="M3 3v3.2h3.2M3.2 6A5.3 5.3 0 1 1 2.7 9M8 5.3V8l1.9 1.4" />
      </symbol>
      <symbol id="i-s-failed" viewBox="0 0 16 16">
        <path
          d="M5.2 1.7h5.6l3.5 3.5v5.6l-3.5 3.5H5.2l-3.5-3.5V5.2z"
          fill="currentColor"
          stroke="none"
        />
        <path d="m5.7 5.7 4.6 4.6M10.3 5.7l-4.6 4.6" stroke="var(--surface)" />
      </symbol>
      <symbol id="i-s-held" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6" />
        <path d="M6.2 5.6v4.8M9.8 5.6v4.8" />
      </symbol>
      <symbol id="i-s-lost" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5.8" stroke-dasharray="2.6 2" />
        <path d="M6.4 6.6c.1-1 .8-1.5 1.7-1.5s1.6.6 1.6 1.4c0 1.2-1.6 1.2-1.6 2.4M8.1 10.8v.1" />
      </symbol>
      <symbol id="i-s-queued" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5.5" />
      </symbol>
      <symbol id="i-s-running" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="6.5" fill="currentColor" stroke="none" />
        <path d="M6.5 5.2v5.6L11 8z" fill="var(--surface)" stroke="none" />
      </symbol>
      <symbol id="i-s-starting" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 2.5A5.5 5.5 0 0 1 13.5 8H8z" fill="currentColor" />
      </symbol>
      <symbol id="i-s-stopping" viewBox="0 0 16 16">
        <rect x="3" y="3" width="10" height="10" rx="1.5" />
        <path d="M6.5 6.5h3v3h-3z" fill="currentColor" />
      </symbol>
      <symbol id="i-s-succeeded" viewBox="0 0 16 16">
        <path d="m2.8 8.6 3.4 3.4 7-7.4" stroke-width="2" />
      </symbol>
      <symbol id="i-s-terminated" viewBox="0 0 16 16">
        <rect
          x="3"
          y="3"
          width="10"
          height="10"
          rx="1.5"
          fill="currentColor"
          stroke="none"
        />
      </symbol>
      <symbol id="i-search" viewBox="0 0 16 16">
        <circle cx="7" cy="7" r="4" />
        <path d="m10 10 3.5 3.5" />
      </symbol>
      <symbol id="i-stop" viewBox="0 0 16 16">
        <rect x="4" y="4" width="8" height="8" rx="1" />
      </symbol>
      <symbol id="i-term" viewBox="0 0 16 16">
        <rect x="2" y="3" width="12" height="10" rx="1.5" />
        <path d="m4.5 6.5 2 1.75-2 1.75M8.5 10h3" />
      </symbol>
      <symbol id="i-theme" viewBox="0 0 16 16">
        <circle cx="8" cy="8" r="5.5" />
        <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
      </symbol>
      <symbol id="i-trash" viewBox="0 0 16 16">
        <path d="M2.8 4.5h10.4M6 4.5V2.8h4v1.7M4.2 4.5l.6 8.7h6.4l.6-8.7M6.8 7v4M9.2 7v4" />
      </symbol>
      <symbol id="i-up" viewBox="0 0 16 16">
        <path d="M8 13V5M4.8 8 8 4.8 11.2 8M3 2.5h10" />
      </symbol>
      <symbol id="i-warn" viewBox="0 0 16 16">
        <path d="M8 2.5 14 13H2L8 2.5zM8 6.5V9.5M8 11.3v.2" />
      </symbol>
      <symbol id="i-x" viewBox="0 0 16 16">
        <path d="m4 4 8 8M12 4l-8 8" />
      </symbol>
    </svg>
  );
}
