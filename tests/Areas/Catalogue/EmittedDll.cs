using System.Reflection;
using System.Reflection.Emit;

namespace WorkWell.Areas.Tests;

/// <summary>A DLL of a test's own making, to lie in a plugin's folder.</summary>
internal static class EmittedDll
{
    /// <summary>Writes a DLL with one method that calls another. It is there to be looked at: the call need not make sense.</summary>
    public static void Calling(string path, MethodInfo called) => Write(path, type =>
    {
        var body = type.DefineMethod("Do", MethodAttributes.Public | MethodAttributes.Static, typeof(void), []).GetILGenerator();
        body.Emit(OpCodes.Call, called);
        body.Emit(OpCodes.Ret);
    });

    /// <summary>Writes a DLL that calls into a native library.</summary>
    public static void CallingNative(string path, string library, string function) => Write(path, type =>
        type.DefinePInvokeMethod(
        function, library, MethodAttributes.Public | MethodAttributes.Static | MethodAttributes.PinvokeImpl, CallingConventions.Standard, typeof(int), [],
        System.Runtime.InteropServices.CallingConvention.Cdecl, System.Runtime.InteropServices.CharSet.Ansi));

    private static void Write(string path, Action<TypeBuilder> fill)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(Path.GetFileNameWithoutExtension(path)), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule("main").DefineType("Emitted.Code", TypeAttributes.Public | TypeAttributes.Abstract | TypeAttributes.Sealed);
        fill(type);
        type.CreateType();
        assembly.Save(path);
    }
}
