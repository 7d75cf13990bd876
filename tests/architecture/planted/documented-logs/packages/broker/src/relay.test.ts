journal.info('only.tested')
