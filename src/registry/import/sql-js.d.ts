/** The build without Node's modules: it runs everywhere and can be bundled. The package types only its main file. */
declare module "sql.js/dist/sql-wasm-browser.js" {
  export { default } from "sql.js";
}
