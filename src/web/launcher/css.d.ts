/** The rules as text, made small by the build. */
declare module '*.css' {
  const rules: string;
  export default rules;
}
