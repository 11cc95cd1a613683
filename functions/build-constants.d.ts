/** The version of the build, from `package.json`. */
declare const VERSION: string;
