import { useState } from "preact/hooks";
import { OpenButton } from "./open-button.tsx";

export interface WelcomeProps {
  onFiles: (files: Iterable<File>) => Promise<void>;
  onText: (text: string) => Promise<void>;
}

/** What the page shows before anything is open. */
export function Welcome({ onFiles, onText }: WelcomeProps) {
  const [text, setText] = useState("");
  return (
    <main class="welcome">
      <h2>Read a shortcut before you run it</h2>
      <p>
        Drop a <code>.shortcut</code> file here (signed ones too), or a Python program. Everything happens in
        this page: no file leaves your device.
      </p>
      <OpenButton onFiles={onFiles} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== "") void onText(text);
        }}
      >
        <label for="pasted">Or paste Python, or a shortcut as XML or JSON</label>
        <textarea
          id="pasted"
          rows={6}
          value={text}
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit">Show it</button>
      </form>
    </main>
  );
}
