/** Starts `laudit lsp` and speaks with it; everything else is the server's. */
'use strict';
const { workspace } = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

function activate() {
  const [command, ...args] = workspace.getConfiguration('laudit').get('command');
  const cwd = workspace.workspaceFolders?.[0]?.uri.fsPath;
  // Windows starts npx, a script, by a shell alone.
  const server = { command, args, options: { cwd, shell: process.platform === 'win32' } };
  client = new LanguageClient('laudit', 'laudit', server, {
    documentSelector: [
      { scheme: 'file', language: 'json' },
      { scheme: 'file', language: 'jsonc' },
      // Code of actions; what no workflow runs is passed over.
      { scheme: 'file', pattern: '**/*.{csx,ps1}' },
    ],
    synchronize: { fileEvents: workspace.createFileSystemWatcher('**/{*.{json,jsonc,xml,bicep,csx,ps1},.gitignore}') },
  });
  return client.start();
}

function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
