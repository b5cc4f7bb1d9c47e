"""The standard library from compress/zlib to crypto/subtle."""

ROWS = """
package zlib compress/zlib
import io
func NewReader(io.Reader) (io.ReadCloser, error)
func NewReaderDict(io.Reader, []byte) (io.ReadCloser, error)
func NewWriter(io.Writer) *Writer
func NewWriterLevel(io.Writer, int) (*Writer, error)
func NewWriterLevelDict(io.Writer, int, []byte) (*Writer, error)
type Resetter interface{Reset(io.Reader, []byte) error}
type Writer struct{}
func (*Writer) Close() error
func (*Writer) Flush() error
func (*Writer) Reset(io.Writer)
func (*Writer) Write([]byte) (int, error)
const BestCompression, BestSpeed, DefaultCompression, HuffmanOnly, NoCompression untyped int
var ErrChecksum, ErrDictionary, ErrHeader error

package heap container/heap
import sort
func Fix(Interface, int)
func Init(Interface)
type Interface interface{sort.Interface; Pop() any; Push(any)}
func Pop(Interface) any
func Push(Interface, any)
func Remove(Interface, int) any

package list container/list
type Element struct{Value any}
func (*Element) Next() *Element
func (*Element) Prev() *Element
type List struct{}
func (*List) Back() *Element
func (*List) Front() *Element
func (*List) Init() *List
func (*List) InsertAfter(any, *Element) *Element
func (*List) InsertBefore(any, *Element) *Element
func (*List) Len() int
func (*List) MoveAfter(*Element, *Element)
func (*List) MoveBefore(*Element, *Element)
func (*List) MoveToBack(*Element)
func (*List) MoveToFront(*Element)
func (*List) PushBack(any) *Element
func (*List) PushBackList(*List)
func (*List) PushFront(any) *Element
func (*List) PushFrontList(*List)
func (*List) Remove(*Element) any
func New() *List

package ring container/ring
func New(int) *Ring
type Ring struct{Value any}
func (*Ring) Do(func(any))
func (*Ring) Len() int
func (*Ring) Link(*Ring) *Ring
func (*Ring) Move(int) *Ring
func (*Ring) Next() *Ring
func (*Ring) Prev() *Ring
func (*Ring) Unlink(int) *Ring

package context context
import time
func AfterFunc(Context, func()) func() bool
func Background() Context
type CancelCauseFunc func(error)
type CancelFunc func()
func Cause(Context) error
type Context interface{Deadline() (time.Time, bool); Done() <-chan struct{}; Err() error; Value(any) any}
func TODO() Context
func WithCancel(Context) (Context, CancelFunc)
func WithCancelCause(Context) (Context, CancelCauseFunc)
func WithDeadline(Context, time.Time) (Context, CancelFunc)
func WithDeadlineCause(Context, time.Time, error) (Context, CancelFunc)
func WithTimeout(Context, time.Duration) (Context, CancelFunc)
func WithTimeoutCause(Context, time.Duration, error) (Context, CancelFunc)
func WithValue(Context, any, any) Context
func WithoutCancel(Context) Context
var Canceled, DeadlineExceeded error

package crypto crypto
import hash io
type Decapsulator interface{Decapsulate([]byte) ([]byte, error); Encapsulator() Encapsulator}
type Decrypter interface{Decrypt(io.Reader, []byte, DecrypterOpts) ([]byte, error); Public() PublicKey}
type DecrypterOpts any
type Encapsulator interface{Bytes() []byte; Encapsulate() ([]byte, []byte)}
type Hash uint
func (Hash) Available() bool
func (Hash) HashFunc() Hash
func (Hash) New() hash.Hash
func (Hash) Size() int
func (Hash) String() string
type MessageSigner interface{Signer; SignMessage(io.Reader, []byte, SignerOpts) ([]byte, error)}
type PrivateKey any
type PublicKey any
func RegisterHash(Hash, func() hash.Hash)
func SignMessage(Signer, io.Reader, []byte, SignerOpts) ([]byte, error)
type Signer interface{Public() PublicKey; Sign(io.Reader, []byte, SignerOpts) ([]byte, error)}
type SignerOpts interface{HashFunc() Hash}
const BLAKE2b_256, BLAKE2b_384, BLAKE2b_512, BLAKE2s_256, MD4, MD5, MD5SHA1, MLDSAMu, RIPEMD160, SHA1, SHA224, SHA256, SHA384 Hash
const SHA3_224, SHA3_256, SHA3_384, SHA3_512, SHA512, SHA512_224, SHA512_256 Hash

package aes crypto/aes
import crypto/cipher
type KeySizeError int
func (KeySizeError) Error() string
func NewCipher([]byte) (cipher.Block, error)
const BlockSize untyped int

package cipher crypto/cipher
import io
type AEAD interface{NonceSize() int; Open([]byte, []byte, []byte, []byte) ([]byte, error); Overhead() int; Seal([]byte, []byte, []byte, []byte) []byte}
type Block interface{BlockSize() int; Decrypt([]byte, []byte); Encrypt([]byte, []byte)}
type BlockMode interface{BlockSize() int; CryptBlocks([]byte, []byte)}
func NewCBCDecrypter(Block, []byte) BlockMode
func NewCBCEncrypter(Block, []byte) BlockMode
func NewCFBDecrypter(Block, []byte) Stream
func NewCFBEncrypter(Block, []byte) Stream
func NewCTR(Block, []byte) Stream
func NewGCM(Block) (AEAD, error)
func NewGCMWithNonceSize(Block, int) (AEAD, error)
func NewGCMWithRandomNonce(Block) (AEAD, error)
func NewGCMWithTagSize(Block, int) (AEAD, error)
func NewOFB(Block, []byte) Stream
type Stream interface{XORKeyStream([]byte, []byte)}
type StreamReader struct{S Stream; R io.Reader}
func (StreamReader) Read([]byte) (int, error)
type StreamWriter struct{S Stream; W io.Writer; Err error}
func (StreamWriter) Close() error
func (StreamWriter) Write([]byte) (int, error)

package ecdsa crypto/ecdsa
import crypto crypto/ecdh crypto/elliptic io math/big
func GenerateKey(elliptic.Curve, io.Reader) (*PrivateKey, error)
func ParseRawPrivateKey(elliptic.Curve, []byte) (*PrivateKey, error)
func ParseUncompressedPublicKey(elliptic.Curve, []byte) (*PublicKey, error)
type PrivateKey struct{PublicKey; D *big.Int}
func (*PrivateKey) Bytes() ([]byte, error)
func (*PrivateKey) ECDH() (*ecdh.PrivateKey, error)
func (*PrivateKey) Equal(crypto.PrivateKey) bool
func (*PrivateKey) Public() crypto.PublicKey
func (*PrivateKey) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error)
type PublicKey struct{elliptic.Curve; X *big.Int; Y *big.Int}
func (*PublicKey) Bytes() ([]byte, error)
func (*PublicKey) ECDH() (*ecdh.PublicKey, error)
func (*PublicKey) Equal(crypto.PublicKey) bool
func Sign(io.Reader, *PrivateKey, []byte) (*big.Int, *big.Int, error)
func SignASN1(io.Reader, *PrivateKey, []byte) ([]byte, error)
func Verify(*PublicKey, []byte, *big.Int, *big.Int) bool
func VerifyASN1(*PublicKey, []byte, []byte) bool

package ed25519 crypto/ed25519
import crypto io
func GenerateKey(io.Reader) (PublicKey, PrivateKey, error)
func NewKeyFromSeed([]byte) PrivateKey
type Options struct{Hash crypto.Hash; Context string}
func (*Options) HashFunc() crypto.Hash
type PrivateKey []byte
func (PrivateKey) Equal(crypto.PrivateKey) bool
func (PrivateKey) Public() crypto.PublicKey
func (PrivateKey) Seed() []byte
func (PrivateKey) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error)
type PublicKey []byte
func (PublicKey) Equal(crypto.PublicKey) bool
func Sign(PrivateKey, []byte) []byte
func Verify(PublicKey, []byte, []byte) bool
func VerifyWithOptions(PublicKey, []byte, []byte, *Options) error
const PrivateKeySize, PublicKeySize, SeedSize, SignatureSize untyped int

package elliptic crypto/elliptic
import io math/big
type Curve interface{Add(*big.Int, *big.Int, *big.Int, *big.Int) (*big.Int, *big.Int); Double(*big.Int, *big.Int) (*big.Int, *big.Int); IsOnCurve(*big.Int, *big.Int) bool; Params() *CurveParams; ScalarBaseMult([]byte) (*big.Int, *big.Int); ScalarMult(*big.Int, *big.Int, []byte) (*big.Int, *big.Int)}
type CurveParams struct{P *big.Int; N *big.Int; B *big.Int; Gx *big.Int; Gy *big.Int; BitSize int; Name string}
func (*CurveParams) Add(*big.Int, *big.Int, *big.Int, *big.Int) (*big.Int, *big.Int)
func (*CurveParams) Double(*big.Int, *big.Int) (*big.Int, *big.Int)
func (*CurveParams) IsOnCurve(*big.Int, *big.Int) bool
func (*CurveParams) Params() *CurveParams
func (*CurveParams) ScalarBaseMult([]byte) (*big.Int, *big.Int)
func (*CurveParams) ScalarMult(*big.Int, *big.Int, []byte) (*big.Int, *big.Int)
func GenerateKey(Curve, io.Reader) ([]byte, *big.Int, *big.Int, error)
func Marshal(Curve, *big.Int, *big.Int) []byte
func MarshalCompressed(Curve, *big.Int, *big.Int) []byte
func P224() Curve
func P256() Curve
func P384() Curve
func P521() Curve
func Unmarshal(Curve, []byte) (*big.Int, *big.Int)
func UnmarshalCompressed(Curve, []byte) (*big.Int, *big.Int)

package hmac crypto/hmac
import hash
func Equal([]byte, []byte) bool
func New(func() hash.Hash, []byte) hash.Hash

package md5 crypto/md5
import hash
func New() hash.Hash
func Sum([]byte) [16]byte
const BlockSize, Size untyped int

package rand crypto/rand
import io math/big
func Int(io.Reader, *big.Int) (*big.Int, error)
func Prime(io.Reader, int) (*big.Int, error)
func Read([]byte) (int, error)
func Text() string
var Reader io.Reader

package rsa crypto/rsa
import crypto hash io math/big
type CRTValue struct{Exp *big.Int; Coeff *big.Int; R *big.Int}
func DecryptOAEP(hash.Hash, io.Reader, *PrivateKey, []byte, []byte) ([]byte, error)
func DecryptPKCS1v15(io.Reader, *PrivateKey, []byte) ([]byte, error)
func DecryptPKCS1v15SessionKey(io.Reader, *PrivateKey, []byte, []byte) error
func EncryptOAEP(hash.Hash, io.Reader, *PublicKey, []byte, []byte) ([]byte, error)
func EncryptOAEPWithOptions(io.Reader, *PublicKey, []byte, *OAEPOptions) ([]byte, error)
func EncryptPKCS1v15(io.Reader, *PublicKey, []byte) ([]byte, error)
func GenerateKey(io.Reader, int) (*PrivateKey, error)
func GenerateMultiPrimeKey(io.Reader, int, int) (*PrivateKey, error)
type OAEPOptions struct{Hash crypto.Hash; MGFHash crypto.Hash; Label []byte}
type PKCS1v15DecryptOptions struct{SessionKeyLen int}
type PSSOptions struct{SaltLength int; Hash crypto.Hash}
func (*PSSOptions) HashFunc() crypto.Hash
type PrecomputedValues struct{Dp *big.Int; Dq *big.Int; Qinv *big.Int; CRTValues []CRTValue}
type PrivateKey struct{PublicKey; D *big.Int; Primes []*big.Int; Precomputed PrecomputedValues}
func (*PrivateKey) Decrypt(io.Reader, []byte, crypto.DecrypterOpts) ([]byte, error)
func (*PrivateKey) Equal(crypto.PrivateKey) bool
func (*PrivateKey) Precompute()
func (*PrivateKey) Public() crypto.PublicKey
func (*PrivateKey) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error)
func (*PrivateKey) Validate() error
type PublicKey struct{N *big.Int; E int}
func (*PublicKey) Equal(crypto.PublicKey) bool
func (*PublicKey) Size() int
func SignPKCS1v15(io.Reader, *PrivateKey, crypto.Hash, []byte) ([]byte, error)
func SignPSS(io.Reader, *PrivateKey, crypto.Hash, []byte, *PSSOptions) ([]byte, error)
func VerifyPKCS1v15(*PublicKey, crypto.Hash, []byte, []byte) error
func VerifyPSS(*PublicKey, crypto.Hash, []byte, []byte, *PSSOptions) error
const PSSSaltLengthAuto, PSSSaltLengthEqualsHash untyped int
var ErrDecryption, ErrMessageTooLong, ErrVerification error

package sha1 crypto/sha1
import hash
func New() hash.Hash
func Sum([]byte) [20]byte
const BlockSize, Size untyped int

package sha256 crypto/sha256
import hash
func New() hash.Hash
func New224() hash.Hash
func Sum224([]byte) [28]byte
func Sum256([]byte) [32]byte
const BlockSize, Size, Size224 untyped int

package sha512 crypto/sha512
import hash
func New() hash.Hash
func New384() hash.Hash
func New512_224() hash.Hash
func New512_256() hash.Hash
func Sum384([]byte) [48]byte
func Sum512([]byte) [64]byte
func Sum512_224([]byte) [28]byte
func Sum512_256([]byte) [32]byte
const BlockSize, Size, Size224, Size256, Size384 untyped int

package subtle crypto/subtle
func ConstantTimeByteEq(uint8, uint8) int
func ConstantTimeCompare([]byte, []byte) int
func ConstantTimeCopy(int, []byte, []byte)
func ConstantTimeEq(int32, int32) int
func ConstantTimeLessOrEq(int, int) int
func ConstantTimeSelect(int, int, int) int
func WithDataIndependentTiming(func())
func XORBytes([]byte, []byte, []byte) int
"""
