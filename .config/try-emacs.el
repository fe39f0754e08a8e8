;;; Tries the language server in a real Emacs, in batch mode: opens a file, waits for diagnostics, prints them.
;;
;;   npm run build && emacs --batch -l .config/try-emacs.el FILE
;;
;; Needs eglot: part of Emacs 29 and later, `elpa-eglot' of Debian 12 for Emacs 28. Exits with 1 where nothing is shown.

(package-initialize)
(require 'eglot)
(require 'flymake)

;; Emacs 28 has no mode of its own for JSON.
(unless (fboundp 'json-mode)
  (define-derived-mode json-mode js-mode "JSON"))
(add-to-list 'auto-mode-alist '("\\.json\\'" . json-mode))

(let* ((here (file-name-directory (or load-file-name buffer-file-name)))
       (program (expand-file-name "../dist/cli.cjs" here)))
  (add-to-list 'eglot-server-programs `(json-mode . ("node" ,program "lsp"))))

(let ((file (expand-file-name (pop command-line-args-left)))
      (eglot-sync-connect 20)
      (flymake-start-on-flymake-mode t)
      (deadline (+ (float-time) 20)))
  (find-file file)
  (apply #'eglot (eglot--guess-contact))
  (while (and (< (float-time) deadline) (null (flymake-diagnostics)))
    (flymake-start)
    (accept-process-output nil 0.2))
  (dolist (one (flymake-diagnostics))
    (message "%s:%d: %s"
             (file-name-nondirectory file)
             (line-number-at-pos (flymake-diagnostic-beg one))
             (flymake-diagnostic-text one)))
  (goto-char (flymake-diagnostic-beg (car (or (flymake-diagnostics) (kill-emacs 1)))))
  (message "offered: %s"
           (mapconcat (lambda (action) (plist-get action :title))
                      (jsonrpc-request (eglot-current-server) :textDocument/codeAction
                                       (list :textDocument (eglot--TextDocumentIdentifier)
                                             :range (list :start (eglot--pos-to-lsp-position)
                                                          :end (eglot--pos-to-lsp-position))
                                             :context '(:diagnostics [])))
                      ", "))
  (kill-emacs 0))
