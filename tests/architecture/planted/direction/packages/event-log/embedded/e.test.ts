import { usePostgres } from '@unefois/tests/use-postgres.ts'
import { assembled } from '@unefois/assembly/x.ts'
usePostgres(assembled)
