import { useRef } from "preact/hooks";

export function OpenButton({ onFiles }: { onFiles: (files: Iterable<File>) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button class="primary" onClick={() => input.current!.click()}>
        Open…
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to open"
        onChange={async (event) => {
          const field = event.currentTarget;
          await onFiles([...(field.files ?? [])]);
          field.value = "";
        }}
      />
    </>
  );
}
