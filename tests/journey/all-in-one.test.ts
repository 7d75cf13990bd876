import { allInOnePlace } from './all-in-one-place.ts'
import { journeyConformance } from './journey-conformance.ts'

journeyConformance('all in one, on the embedded log', allInOnePlace())
