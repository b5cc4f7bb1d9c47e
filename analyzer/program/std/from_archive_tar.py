"""The standard library from archive/tar to compress/gzip."""

ROWS = """
package tar archive/tar
import io io/fs time
func FileInfoHeader(fs.FileInfo, string) (*Header, error)
type FileInfoNames interface{fs.FileInfo; Gname() (string, error); Uname() (string, error)}
type Format int
func (Format) String() string
type Header struct{Typeflag byte; Name string; Linkname string; Size int64; Mode int64; Uid int; Gid int; Uname string; Gname string; ModTime time.Time; AccessTime time.Time; ChangeTime time.Time; Devmajor int64; Devminor int64; Xattrs map[string]string; PAXRecords map[string]string; Format Format}
func (*Header) FileInfo() fs.FileInfo
func NewReader(io.Reader) *Reader
func NewWriter(io.Writer) *Writer
type Reader struct{}
func (*Reader) Next() (*Header, error)
func (*Reader) Read([]byte) (int, error)
type Writer struct{}
func (*Writer) AddFS(fs.FS) error
func (*Writer) Close() error
func (*Writer) Flush() error
func (*Writer) Write([]byte) (int, error)
func (*Writer) WriteHeader(*Header) error
const FormatGNU, FormatPAX, FormatUSTAR, FormatUnknown Format
const TypeBlock, TypeChar, TypeCont, TypeDir, TypeFifo, TypeGNULongLink, TypeGNULongName, TypeGNUSparse, TypeLink, TypeReg untyped rune
const TypeRegA, TypeSymlink, TypeXGlobalHeader, TypeXHeader untyped rune
var ErrFieldTooLong, ErrHeader, ErrInsecurePath, ErrWriteAfterClose, ErrWriteTooLong error

package zip archive/zip
import io io/fs time
type Compressor func(io.Writer) (io.WriteCloser, error)
type Decompressor func(io.Reader) io.ReadCloser
type File struct{FileHeader}
func (*File) DataOffset() (int64, error)
func (*File) Open() (io.ReadCloser, error)
func (*File) OpenRaw() (io.Reader, error)
type FileHeader struct{Name string; Comment string; NonUTF8 bool; CreatorVersion uint16; ReaderVersion uint16; Flags uint16; Method uint16; Modified time.Time; ModifiedTime uint16; ModifiedDate uint16; CRC32 uint32; CompressedSize uint32; UncompressedSize uint32; CompressedSize64 uint64; UncompressedSize64 uint64; Extra []byte; ExternalAttrs uint32}
func (*FileHeader) FileInfo() fs.FileInfo
func (*FileHeader) ModTime() time.Time
func (*FileHeader) Mode() fs.FileMode
func (*FileHeader) SetModTime(time.Time)
func (*FileHeader) SetMode(fs.FileMode)
func FileInfoHeader(fs.FileInfo) (*FileHeader, error)
func NewReader(io.ReaderAt, int64) (*Reader, error)
func NewWriter(io.Writer) *Writer
func OpenReader(string) (*ReadCloser, error)
type ReadCloser struct{Reader}
func (*ReadCloser) Close() error
type Reader struct{File []*File; Comment string}
func (*Reader) Open(string) (fs.File, error)
func (*Reader) RegisterDecompressor(uint16, Decompressor)
func RegisterCompressor(uint16, Compressor)
func RegisterDecompressor(uint16, Decompressor)
type Writer struct{}
func (*Writer) AddFS(fs.FS) error
func (*Writer) Close() error
func (*Writer) Copy(*File) error
func (*Writer) Create(string) (io.Writer, error)
func (*Writer) CreateHeader(*FileHeader) (io.Writer, error)
func (*Writer) CreateRaw(*FileHeader) (io.Writer, error)
func (*Writer) Flush() error
func (*Writer) RegisterCompressor(uint16, Compressor)
func (*Writer) SetComment(string) error
func (*Writer) SetOffset(int64)
const Deflate, Store uint16
var ErrAlgorithm, ErrChecksum, ErrFormat, ErrInsecurePath error

package bufio bufio
import io
func NewReadWriter(*Reader, *Writer) *ReadWriter
func NewReader(io.Reader) *Reader
func NewReaderSize(io.Reader, int) *Reader
func NewScanner(io.Reader) *Scanner
func NewWriter(io.Writer) *Writer
func NewWriterSize(io.Writer, int) *Writer
type ReadWriter struct{*Reader; *Writer}
type Reader struct{}
func (*Reader) Buffered() int
func (*Reader) Discard(int) (int, error)
func (*Reader) Peek(int) ([]byte, error)
func (*Reader) Read([]byte) (int, error)
func (*Reader) ReadByte() (byte, error)
func (*Reader) ReadBytes(byte) ([]byte, error)
func (*Reader) ReadLine() ([]byte, bool, error)
func (*Reader) ReadRune() (rune, int, error)
func (*Reader) ReadSlice(byte) ([]byte, error)
func (*Reader) ReadString(byte) (string, error)
func (*Reader) Reset(io.Reader)
func (*Reader) Size() int
func (*Reader) UnreadByte() error
func (*Reader) UnreadRune() error
func (*Reader) WriteTo(io.Writer) (int64, error)
func ScanBytes([]byte, bool) (int, []byte, error)
func ScanLines([]byte, bool) (int, []byte, error)
func ScanRunes([]byte, bool) (int, []byte, error)
func ScanWords([]byte, bool) (int, []byte, error)
type Scanner struct{}
func (*Scanner) Buffer([]byte, int)
func (*Scanner) Bytes() []byte
func (*Scanner) Err() error
func (*Scanner) Scan() bool
func (*Scanner) Split(SplitFunc)
func (*Scanner) Text() string
type SplitFunc func([]byte, bool) (int, []byte, error)
type Writer struct{}
func (*Writer) Available() int
func (*Writer) AvailableBuffer() []byte
func (*Writer) Buffered() int
func (*Writer) Flush() error
func (*Writer) ReadFrom(io.Reader) (int64, error)
func (*Writer) Reset(io.Writer)
func (*Writer) Size() int
func (*Writer) Write([]byte) (int, error)
func (*Writer) WriteByte(byte) error
func (*Writer) WriteRune(rune) (int, error)
func (*Writer) WriteString(string) (int, error)
const MaxScanTokenSize untyped int
var ErrAdvanceTooFar, ErrBadReadCount, ErrBufferFull, ErrFinalToken, ErrInvalidUnreadByte, ErrInvalidUnreadRune error
var ErrNegativeAdvance, ErrNegativeCount, ErrTooLong error

package bytes bytes
import io iter unicode
type Buffer struct{}
func (*Buffer) Available() int
func (*Buffer) AvailableBuffer() []byte
func (*Buffer) Bytes() []byte
func (*Buffer) Cap() int
func (*Buffer) Grow(int)
func (*Buffer) Len() int
func (*Buffer) Next(int) []byte
func (*Buffer) Peek(int) ([]byte, error)
func (*Buffer) Read([]byte) (int, error)
func (*Buffer) ReadByte() (byte, error)
func (*Buffer) ReadBytes(byte) ([]byte, error)
func (*Buffer) ReadFrom(io.Reader) (int64, error)
func (*Buffer) ReadRune() (rune, int, error)
func (*Buffer) ReadString(byte) (string, error)
func (*Buffer) Reset()
func (*Buffer) String() string
func (*Buffer) Truncate(int)
func (*Buffer) UnreadByte() error
func (*Buffer) UnreadRune() error
func (*Buffer) Write([]byte) (int, error)
func (*Buffer) WriteByte(byte) error
func (*Buffer) WriteRune(rune) (int, error)
func (*Buffer) WriteString(string) (int, error)
func (*Buffer) WriteTo(io.Writer) (int64, error)
func Clone([]byte) []byte
func Compare([]byte, []byte) int
func Contains([]byte, []byte) bool
func ContainsAny([]byte, string) bool
func ContainsFunc([]byte, func(rune) bool) bool
func ContainsRune([]byte, rune) bool
func Count([]byte, []byte) int
func Cut([]byte, []byte) ([]byte, []byte, bool)
func CutLast([]byte, []byte) ([]byte, []byte, bool)
func CutPrefix([]byte, []byte) ([]byte, bool)
func CutSuffix([]byte, []byte) ([]byte, bool)
func Equal([]byte, []byte) bool
func EqualFold([]byte, []byte) bool
func Fields([]byte) [][]byte
func FieldsFunc([]byte, func(rune) bool) [][]byte
func FieldsFuncSeq([]byte, func(rune) bool) iter.Seq[[]byte]
func FieldsSeq([]byte) iter.Seq[[]byte]
func HasPrefix([]byte, []byte) bool
func HasSuffix([]byte, []byte) bool
func Index([]byte, []byte) int
func IndexAny([]byte, string) int
func IndexByte([]byte, byte) int
func IndexFunc([]byte, func(rune) bool) int
func IndexRune([]byte, rune) int
func Join([][]byte, []byte) []byte
func LastIndex([]byte, []byte) int
func LastIndexAny([]byte, string) int
func LastIndexByte([]byte, byte) int
func LastIndexFunc([]byte, func(rune) bool) int
func Lines([]byte) iter.Seq[[]byte]
func Map(func(rune) rune, []byte) []byte
func NewBuffer([]byte) *Buffer
func NewBufferString(string) *Buffer
func NewReader([]byte) *Reader
type Reader struct{}
func (*Reader) Len() int
func (*Reader) Read([]byte) (int, error)
func (*Reader) ReadAt([]byte, int64) (int, error)
func (*Reader) ReadByte() (byte, error)
func (*Reader) ReadRune() (rune, int, error)
func (*Reader) Reset([]byte)
func (*Reader) Seek(int64, int) (int64, error)
func (*Reader) Size() int64
func (*Reader) UnreadByte() error
func (*Reader) UnreadRune() error
func (*Reader) WriteTo(io.Writer) (int64, error)
func Repeat([]byte, int) []byte
func Replace([]byte, []byte, []byte, int) []byte
func ReplaceAll([]byte, []byte, []byte) []byte
func Runes([]byte) []rune
func Split([]byte, []byte) [][]byte
func SplitAfter([]byte, []byte) [][]byte
func SplitAfterN([]byte, []byte, int) [][]byte
func SplitAfterSeq([]byte, []byte) iter.Seq[[]byte]
func SplitN([]byte, []byte, int) [][]byte
func SplitSeq([]byte, []byte) iter.Seq[[]byte]
func Title([]byte) []byte
func ToLower([]byte) []byte
func ToLowerSpecial(unicode.SpecialCase, []byte) []byte
func ToTitle([]byte) []byte
func ToTitleSpecial(unicode.SpecialCase, []byte) []byte
func ToUpper([]byte) []byte
func ToUpperSpecial(unicode.SpecialCase, []byte) []byte
func ToValidUTF8([]byte, []byte) []byte
func Trim([]byte, string) []byte
func TrimFunc([]byte, func(rune) bool) []byte
func TrimLeft([]byte, string) []byte
func TrimLeftFunc([]byte, func(rune) bool) []byte
func TrimPrefix([]byte, []byte) []byte
func TrimRight([]byte, string) []byte
func TrimRightFunc([]byte, func(rune) bool) []byte
func TrimSpace([]byte) []byte
func TrimSuffix([]byte, []byte) []byte
const MinRead untyped int
var ErrTooLarge error

package cmp cmp
func Compare[T Ordered](T, T) int
func Less[T Ordered](T, T) bool
func Or[T comparable](...T) T
type Ordered interface{~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr | ~float32 | ~float64 | ~string}

package flate compress/flate
import io
type CorruptInputError int64
func (CorruptInputError) Error() string
type InternalError string
func (InternalError) Error() string
func NewReader(io.Reader) io.ReadCloser
func NewReaderDict(io.Reader, []byte) io.ReadCloser
func NewWriter(io.Writer, int) (*Writer, error)
func NewWriterDict(io.Writer, int, []byte) (*Writer, error)
type ReadError struct{Offset int64; Err error}
func (*ReadError) Error() string
type Reader interface{io.Reader; io.ByteReader}
type Resetter interface{Reset(io.Reader, []byte) error}
type WriteError struct{Offset int64; Err error}
func (*WriteError) Error() string
type Writer struct{}
func (*Writer) Close() error
func (*Writer) Flush() error
func (*Writer) Reset(io.Writer)
func (*Writer) Write([]byte) (int, error)
const BestCompression, BestSpeed, DefaultCompression, HuffmanOnly, NoCompression untyped int

package gzip compress/gzip
import io time
type Header struct{Comment string; Extra []byte; ModTime time.Time; Name string; OS byte}
func NewReader(io.Reader) (*Reader, error)
func NewWriter(io.Writer) *Writer
func NewWriterLevel(io.Writer, int) (*Writer, error)
type Reader struct{Header}
func (*Reader) Close() error
func (*Reader) Multistream(bool)
func (*Reader) Read([]byte) (int, error)
func (*Reader) Reset(io.Reader) error
type Writer struct{Header}
func (*Writer) Close() error
func (*Writer) Flush() error
func (*Writer) Reset(io.Writer)
func (*Writer) Write([]byte) (int, error)
const BestCompression, BestSpeed, DefaultCompression, HuffmanOnly, NoCompression untyped int
var ErrChecksum, ErrHeader error
"""
