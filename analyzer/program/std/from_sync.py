"""The standard library from sync to sync/atomic."""

ROWS = """
package sync sync
type Cond struct{L Locker}
func (*Cond) Broadcast()
func (*Cond) Signal()
func (*Cond) Wait()
type Locker interface{Lock(); Unlock()}
type Map struct{}
func (*Map) Clear()
func (*Map) CompareAndDelete(any, any) bool
func (*Map) CompareAndSwap(any, any, any) bool
func (*Map) Delete(any)
func (*Map) Load(any) (any, bool)
func (*Map) LoadAndDelete(any) (any, bool)
func (*Map) LoadOrStore(any, any) (any, bool)
func (*Map) Range(func(any, any) bool)
func (*Map) Store(any, any)
func (*Map) Swap(any, any) (any, bool)
type Mutex struct{}
func (*Mutex) Lock()
func (*Mutex) TryLock() bool
func (*Mutex) Unlock()
func NewCond(Locker) *Cond
type Once struct{}
func (*Once) Do(func())
func OnceFunc(func()) func()
func OnceValue[T any](func() T) func() T
func OnceValues[T1 any, T2 any](func() (T1, T2)) func() (T1, T2)
type Pool struct{New func() any}
func (*Pool) Get() any
func (*Pool) Put(any)
type RWMutex struct{}
func (*RWMutex) Lock()
func (*RWMutex) RLock()
func (*RWMutex) RLocker() Locker
func (*RWMutex) RUnlock()
func (*RWMutex) TryLock() bool
func (*RWMutex) TryRLock() bool
func (*RWMutex) Unlock()
type WaitGroup struct{}
func (*WaitGroup) Add(int)
func (*WaitGroup) Done()
func (*WaitGroup) Go(func())
func (*WaitGroup) Wait()

package atomic sync/atomic
import unsafe
func AddInt32(*int32, int32) int32
func AddInt64(*int64, int64) int64
func AddUint32(*uint32, uint32) uint32
func AddUint64(*uint64, uint64) uint64
func AddUintptr(*uintptr, uintptr) uintptr
func AndInt32(*int32, int32) int32
func AndInt64(*int64, int64) int64
func AndUint32(*uint32, uint32) uint32
func AndUint64(*uint64, uint64) uint64
func AndUintptr(*uintptr, uintptr) uintptr
type Bool struct{}
func (*Bool) CompareAndSwap(bool, bool) bool
func (*Bool) Load() bool
func (*Bool) Store(bool)
func (*Bool) Swap(bool) bool
func CompareAndSwapInt32(*int32, int32, int32) bool
func CompareAndSwapInt64(*int64, int64, int64) bool
func CompareAndSwapPointer(*unsafe.Pointer, unsafe.Pointer, unsafe.Pointer) bool
func CompareAndSwapUint32(*uint32, uint32, uint32) bool
func CompareAndSwapUint64(*uint64, uint64, uint64) bool
func CompareAndSwapUintptr(*uintptr, uintptr, uintptr) bool
type Int32 struct{}
func (*Int32) Add(int32) int32
func (*Int32) And(int32) int32
func (*Int32) CompareAndSwap(int32, int32) bool
func (*Int32) Load() int32
func (*Int32) Or(int32) int32
func (*Int32) Store(int32)
func (*Int32) Swap(int32) int32
type Int64 struct{}
func (*Int64) Add(int64) int64
func (*Int64) And(int64) int64
func (*Int64) CompareAndSwap(int64, int64) bool
func (*Int64) Load() int64
func (*Int64) Or(int64) int64
func (*Int64) Store(int64)
func (*Int64) Swap(int64) int64
func LoadInt32(*int32) int32
func LoadInt64(*int64) int64
func LoadPointer(*unsafe.Pointer) unsafe.Pointer
func LoadUint32(*uint32) uint32
func LoadUint64(*uint64) uint64
func LoadUintptr(*uintptr) uintptr
func OrInt32(*int32, int32) int32
func OrInt64(*int64, int64) int64
func OrUint32(*uint32, uint32) uint32
func OrUint64(*uint64, uint64) uint64
func OrUintptr(*uintptr, uintptr) uintptr
type Pointer[T any] struct{}
func (*Pointer[T]) CompareAndSwap(*T, *T) bool
func (*Pointer[T]) Load() *T
func (*Pointer[T]) Store(*T)
func (*Pointer[T]) Swap(*T) *T
func StoreInt32(*int32, int32)
func StoreInt64(*int64, int64)
func StorePointer(*unsafe.Pointer, unsafe.Pointer)
func StoreUint32(*uint32, uint32)
func StoreUint64(*uint64, uint64)
func StoreUintptr(*uintptr, uintptr)
func SwapInt32(*int32, int32) int32
func SwapInt64(*int64, int64) int64
func SwapPointer(*unsafe.Pointer, unsafe.Pointer) unsafe.Pointer
func SwapUint32(*uint32, uint32) uint32
func SwapUint64(*uint64, uint64) uint64
func SwapUintptr(*uintptr, uintptr) uintptr
type Uint32 struct{}
func (*Uint32) Add(uint32) uint32
func (*Uint32) And(uint32) uint32
func (*Uint32) CompareAndSwap(uint32, uint32) bool
func (*Uint32) Load() uint32
func (*Uint32) Or(uint32) uint32
func (*Uint32) Store(uint32)
func (*Uint32) Swap(uint32) uint32
type Uint64 struct{}
func (*Uint64) Add(uint64) uint64
func (*Uint64) And(uint64) uint64
func (*Uint64) CompareAndSwap(uint64, uint64) bool
func (*Uint64) Load() uint64
func (*Uint64) Or(uint64) uint64
func (*Uint64) Store(uint64)
func (*Uint64) Swap(uint64) uint64
type Uintptr struct{}
func (*Uintptr) Add(uintptr) uintptr
func (*Uintptr) And(uintptr) uintptr
func (*Uintptr) CompareAndSwap(uintptr, uintptr) bool
func (*Uintptr) Load() uintptr
func (*Uintptr) Or(uintptr) uintptr
func (*Uintptr) Store(uintptr)
func (*Uintptr) Swap(uintptr) uintptr
type Value struct{}
func (*Value) CompareAndSwap(any, any) bool
func (*Value) Load() any
func (*Value) Store(any)
func (*Value) Swap(any) any
"""
