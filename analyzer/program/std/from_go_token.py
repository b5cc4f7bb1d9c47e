"""The standard library from go/token to iter."""

ROWS = """
package token go/token
type File struct{}
func (*File) AddLine(int)
func (*File) AddLineColumnInfo(int, string, int, int)
func (*File) AddLineInfo(int, string, int)
func (*File) Base() int
func (*File) End() Pos
func (*File) Line(Pos) int
func (*File) LineCount() int
func (*File) LineStart(int) Pos
func (*File) Lines() []int
func (*File) MergeLine(int)
func (*File) Name() string
func (*File) Offset(Pos) int
func (*File) Pos(int) Pos
func (*File) Position(Pos) Position
func (*File) PositionFor(Pos, bool) Position
func (*File) SetLines([]int) bool
func (*File) SetLinesForContent([]byte)
func (*File) Size() int
func (*File) String() string
type FileSet struct{}
func (*FileSet) AddExistingFiles(...*File)
func (*FileSet) AddFile(string, int, int) *File
func (*FileSet) Base() int
func (*FileSet) File(Pos) *File
func (*FileSet) Iterate(func(*File) bool)
func (*FileSet) Position(Pos) Position
func (*FileSet) PositionFor(Pos, bool) Position
func (*FileSet) Read(func(any) error) error
func (*FileSet) RemoveFile(*File)
func (*FileSet) Write(func(any) error) error
func IsExported(string) bool
func IsIdentifier(string) bool
func IsKeyword(string) bool
func Lookup(string) Token
func NewFileSet() *FileSet
type Pos int
func (Pos) IsValid() bool
type Position struct{Filename string; Offset int; Line int; Column int}
func (*Position) IsValid() bool
func (Position) String() string
type Token int
func (Token) IsKeyword() bool
func (Token) IsLiteral() bool
func (Token) IsOperator() bool
func (Token) Precedence() int
func (Token) String() string
const NoPos Pos
const ADD, ADD_ASSIGN, AND, AND_ASSIGN, AND_NOT, AND_NOT_ASSIGN, ARROW, ASSIGN, BREAK, CASE, CHAN, CHAR, COLON, COMMA, COMMENT Token
const CONST, CONTINUE, DEC, DEFAULT, DEFER, DEFINE, ELLIPSIS, ELSE, EOF, EQL, FALLTHROUGH, FLOAT, FOR, FUNC, GEQ, GO, GOTO, GTR Token
const IDENT, IF, ILLEGAL, IMAG, IMPORT, INC, INT, INTERFACE, LAND, LBRACE, LBRACK, LEQ, LOR, LPAREN, LSS, MAP, MUL, MUL_ASSIGN Token
const NEQ, NOT, OR, OR_ASSIGN, PACKAGE, PERIOD, QUO, QUO_ASSIGN, RANGE, RBRACE, RBRACK, REM, REM_ASSIGN, RETURN, RPAREN, SELECT Token
const SEMICOLON, SHL, SHL_ASSIGN, SHR, SHR_ASSIGN, STRING, STRUCT, SUB, SUB_ASSIGN, SWITCH, TILDE, TYPE, VAR, XOR, XOR_ASSIGN Token
const HighestPrec, LowestPrec, UnaryPrec untyped int

package hash hash
import io
type Cloner interface{Hash; Clone() (Cloner, error)}
type Hash interface{io.Writer; BlockSize() int; Reset(); Size() int; Sum([]byte) []byte}
type Hash32 interface{Hash; Sum32() uint32}
type Hash64 interface{Hash; Sum64() uint64}
type XOF interface{io.Writer; io.Reader; BlockSize() int; Reset()}

package crc32 hash/crc32
import hash
func Checksum([]byte, *Table) uint32
func ChecksumIEEE([]byte) uint32
func MakeTable(uint32) *Table
func New(*Table) hash.Hash32
func NewIEEE() hash.Hash32
type Table [256]uint32
func Update(uint32, *Table, []byte) uint32
const Castagnoli, IEEE, Koopman, Size untyped int
var IEEETable *Table

package fnv hash/fnv
import hash
func New128() hash.Hash
func New128a() hash.Hash
func New32() hash.Hash32
func New32a() hash.Hash32
func New64() hash.Hash64
func New64a() hash.Hash64

package html html
func EscapeString(string) string
func UnescapeString(string) string

package template html/template
import io io/fs text/template text/template/parse
type CSS string
type Error struct{ErrorCode ErrorCode; Node parse.Node; Name string; Line int; Description string}
func (*Error) Error() string
type ErrorCode int
type FuncMap = template.FuncMap
type HTML string
type HTMLAttr string
func HTMLEscape(io.Writer, []byte)
func HTMLEscapeString(string) string
func HTMLEscaper(...any) string
func IsTrue(any) (bool, bool)
type JS string
func JSEscape(io.Writer, []byte)
func JSEscapeString(string) string
func JSEscaper(...any) string
type JSStr string
func Must(*Template, error) *Template
func New(string) *Template
func ParseFS(fs.FS, ...string) (*Template, error)
func ParseFiles(...string) (*Template, error)
func ParseGlob(string) (*Template, error)
type Srcset string
type Template struct{Tree *parse.Tree}
func (*Template) AddParseTree(string, *parse.Tree) (*Template, error)
func (*Template) Clone() (*Template, error)
func (*Template) DefinedTemplates() string
func (*Template) Delims(string, string) *Template
func (*Template) Execute(io.Writer, any) error
func (*Template) ExecuteTemplate(io.Writer, string, any) error
func (*Template) Funcs(FuncMap) *Template
func (*Template) Lookup(string) *Template
func (*Template) Name() string
func (*Template) New(string) *Template
func (*Template) Option(...string) *Template
func (*Template) Parse(string) (*Template, error)
func (*Template) ParseFS(fs.FS, ...string) (*Template, error)
func (*Template) ParseFiles(...string) (*Template, error)
func (*Template) ParseGlob(string) (*Template, error)
func (*Template) Templates() []*Template
type URL string
func URLQueryEscaper(...any) string
const ErrAmbigContext, ErrBadHTML, ErrBranchEnd, ErrEndContext, ErrJSTemplate, ErrNoSuchTemplate, ErrOutputContext ErrorCode
const ErrPartialCharset, ErrPartialEscape, ErrPredefinedEscaper, ErrRangeLoopReentry, ErrSlashAmbig, OK ErrorCode

package io io
type ByteReader interface{ReadByte() (byte, error)}
type ByteScanner interface{ByteReader; UnreadByte() error}
type ByteWriter interface{WriteByte(byte) error}
type Closer interface{Close() error}
func Copy(Writer, Reader) (int64, error)
func CopyBuffer(Writer, Reader, []byte) (int64, error)
func CopyN(Writer, Reader, int64) (int64, error)
func LimitReader(Reader, int64) Reader
type LimitedReader struct{R Reader; N int64}
func (*LimitedReader) Read([]byte) (int, error)
func MultiReader(...Reader) Reader
func MultiWriter(...Writer) Writer
func NewOffsetWriter(WriterAt, int64) *OffsetWriter
func NewSectionReader(ReaderAt, int64, int64) *SectionReader
func NopCloser(Reader) ReadCloser
type OffsetWriter struct{}
func (*OffsetWriter) Seek(int64, int) (int64, error)
func (*OffsetWriter) Write([]byte) (int, error)
func (*OffsetWriter) WriteAt([]byte, int64) (int, error)
func Pipe() (*PipeReader, *PipeWriter)
type PipeReader struct{}
func (*PipeReader) Close() error
func (*PipeReader) CloseWithError(error) error
func (*PipeReader) Read([]byte) (int, error)
type PipeWriter struct{}
func (*PipeWriter) Close() error
func (*PipeWriter) CloseWithError(error) error
func (*PipeWriter) Write([]byte) (int, error)
func ReadAll(Reader) ([]byte, error)
func ReadAtLeast(Reader, []byte, int) (int, error)
type ReadCloser interface{Reader; Closer}
func ReadFull(Reader, []byte) (int, error)
type ReadSeekCloser interface{Reader; Seeker; Closer}
type ReadSeeker interface{Reader; Seeker}
type ReadWriteCloser interface{Reader; Writer; Closer}
type ReadWriteSeeker interface{Reader; Writer; Seeker}
type ReadWriter interface{Reader; Writer}
type Reader interface{Read([]byte) (int, error)}
type ReaderAt interface{ReadAt([]byte, int64) (int, error)}
type ReaderFrom interface{ReadFrom(Reader) (int64, error)}
type RuneReader interface{ReadRune() (rune, int, error)}
type RuneScanner interface{RuneReader; UnreadRune() error}
type SectionReader struct{}
func (*SectionReader) Outer() (ReaderAt, int64, int64)
func (*SectionReader) Read([]byte) (int, error)
func (*SectionReader) ReadAt([]byte, int64) (int, error)
func (*SectionReader) Seek(int64, int) (int64, error)
func (*SectionReader) Size() int64
type Seeker interface{Seek(int64, int) (int64, error)}
type StringWriter interface{WriteString(string) (int, error)}
func TeeReader(Reader, Writer) Reader
type WriteCloser interface{Writer; Closer}
type WriteSeeker interface{Writer; Seeker}
func WriteString(Writer, string) (int, error)
type Writer interface{Write([]byte) (int, error)}
type WriterAt interface{WriteAt([]byte, int64) (int, error)}
type WriterTo interface{WriteTo(Writer) (int64, error)}
const SeekCurrent, SeekEnd, SeekStart untyped int
var Discard Writer
var EOF, ErrClosedPipe, ErrNoProgress, ErrShortBuffer, ErrShortWrite, ErrUnexpectedEOF error

package fs io/fs
import time
type DirEntry interface{Info() (FileInfo, error); IsDir() bool; Name() string; Type() FileMode}
type FS interface{Open(string) (File, error)}
type File interface{Close() error; Read([]byte) (int, error); Stat() (FileInfo, error)}
type FileInfo interface{IsDir() bool; ModTime() time.Time; Mode() FileMode; Name() string; Size() int64; Sys() any}
func FileInfoToDirEntry(FileInfo) DirEntry
type FileMode uint32
func (FileMode) IsDir() bool
func (FileMode) IsRegular() bool
func (FileMode) Perm() FileMode
func (FileMode) String() string
func (FileMode) Type() FileMode
func FormatDirEntry(DirEntry) string
func FormatFileInfo(FileInfo) string
func Glob(FS, string) ([]string, error)
type GlobFS interface{FS; Glob(string) ([]string, error)}
func Lstat(FS, string) (FileInfo, error)
type PathError struct{Op string; Path string; Err error}
func (*PathError) Error() string
func (*PathError) Timeout() bool
func (*PathError) Unwrap() error
func ReadDir(FS, string) ([]DirEntry, error)
type ReadDirFS interface{FS; ReadDir(string) ([]DirEntry, error)}
type ReadDirFile interface{File; ReadDir(int) ([]DirEntry, error)}
func ReadFile(FS, string) ([]byte, error)
type ReadFileFS interface{FS; ReadFile(string) ([]byte, error)}
func ReadLink(FS, string) (string, error)
type ReadLinkFS interface{FS; Lstat(string) (FileInfo, error); ReadLink(string) (string, error)}
func Stat(FS, string) (FileInfo, error)
type StatFS interface{FS; Stat(string) (FileInfo, error)}
func Sub(FS, string) (FS, error)
type SubFS interface{FS; Sub(string) (FS, error)}
func ValidPath(string) bool
func WalkDir(FS, string, WalkDirFunc) error
type WalkDirFunc func(string, DirEntry, error) error
const ModeAppend, ModeCharDevice, ModeDevice, ModeDir, ModeExclusive, ModeIrregular, ModeNamedPipe, ModePerm, ModeSetgid FileMode
const ModeSetuid, ModeSocket, ModeSticky, ModeSymlink, ModeTemporary, ModeType FileMode
var ErrClosed, ErrExist, ErrInvalid, ErrNotExist, ErrPermission, SkipAll, SkipDir error

package ioutil io/ioutil
import io io/fs os
func NopCloser(io.Reader) io.ReadCloser
func ReadAll(io.Reader) ([]byte, error)
func ReadDir(string) ([]fs.FileInfo, error)
func ReadFile(string) ([]byte, error)
func TempDir(string, string) (string, error)
func TempFile(string, string) (*os.File, error)
func WriteFile(string, []byte, fs.FileMode) error
var Discard io.Writer

package iter iter
func Pull[V any](Seq[V]) (func() (V, bool), func())
func Pull2[K any, V any](Seq2[K, V]) (func() (K, V, bool), func())
type Seq[V any] func(func(V) bool)
type Seq2[K any, V any] func(func(K, V) bool)
"""
