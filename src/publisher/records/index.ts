/** Fields of events as they lie in the ring, for filters and aggregates. */
export {
  hashPlace,
  numberReader,
  payloadLengthReader,
  payloadPlace,
  type RecordReader,
  textIdReader,
} from './record-readers.js'
export { TextVerdicts } from './text-verdicts.js'
