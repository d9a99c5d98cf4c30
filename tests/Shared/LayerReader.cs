using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace PSOptimize.Tests.Layers;

/// <summary>
/// Which namespaces the types of an assembly use: in signatures, fields, attributes and the code of their methods, as compiled.
/// </summary>
internal sealed class LayerReader
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value & 0xFFFF);

    private readonly MetadataReader _reader;
    private readonly PEReader _file;
    private readonly Names _names = new();

    private LayerReader(PEReader file) => (_file, _reader) = (file, file.GetMetadataReader());

    /// <summary>Each type of the project with a type of the project that it uses, by full names.</summary>
    /// <param name="path">The assembly.</param>
    /// <param name="prefix">What the names of the project begin with.</param>
    public static IReadOnlyCollection<(string User, string Used)> Read(string path, string prefix)
    {
        using var stream = File.OpenRead(path);
        using var file = new PEReader(stream);
        var reader = new LayerReader(file);
        bool IsOwn(string type) => type.StartsWith(prefix, StringComparison.Ordinal);
        return [.. reader.Uses().Where(use => IsOwn(use.User) && IsOwn(use.Used)).Distinct()];
    }

    private IEnumerable<(string User, string Used)> Uses()
    {
        foreach (var handle in _reader.TypeDefinitions)
        {
            var type = _reader.GetTypeDefinition(handle);
            var user = Names.Of(_reader, handle);
            _names.Seen.Clear();
            Note(type.BaseType);
            foreach (var implemented in type.GetInterfaceImplementations()) Note(_reader.GetInterfaceImplementation(implemented).Interface);
            foreach (var field in type.GetFields()) _reader.GetFieldDefinition(field).DecodeSignature(_names, null);
            foreach (var property in type.GetProperties()) _reader.GetPropertyDefinition(property).DecodeSignature(_names, null);
            foreach (var attribute in type.GetCustomAttributes()) Note(_reader.GetCustomAttribute(attribute).Constructor);
            foreach (var method in type.GetMethods()) Read(_reader.GetMethodDefinition(method));
            foreach (var used in _names.Seen.ToList()) yield return (user, used);
        }
    }

    private void Read(MethodDefinition method)
    {
        method.DecodeSignature(_names, null);
        if (method.RelativeVirtualAddress == 0) return;
        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil) _reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_names, null);
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
        {
            var first = code.ReadByte();
            var operation = Codes[first == 0xFE ? 0xFE00 | code.ReadByte() : first];
            switch (operation.OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok:
                    Note(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += operation.OperandType switch
                    {
                        OperandType.InlineNone => 0,
                        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                        OperandType.InlineVar => 2,
                        OperandType.InlineI8 or OperandType.InlineR => 8,
                        _ => 4,
                    };
                    break;
            }
        }
    }

    private void Note(EntityHandle handle)
    {
        if (handle.IsNil) return;
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition: _names.GetTypeFromDefinition(_reader, (TypeDefinitionHandle)handle, 0); break;
            case HandleKind.TypeReference: _names.GetTypeFromReference(_reader, (TypeReferenceHandle)handle, 0); break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_names, null);
                break;
            case HandleKind.MemberReference: Note(_reader.GetMemberReference((MemberReferenceHandle)handle).Parent); break;
            case HandleKind.MethodSpecification:
                var specification = _reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                specification.DecodeSignature(_names, null);
                Note(specification.Method);
                break;
            case HandleKind.MethodDefinition: Note(_reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType()); break;
            case HandleKind.FieldDefinition: Note(_reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType()); break;
        }
    }

    /// <summary>Notes the name of each type that a signature mentions.</summary>
    private sealed class Names : ISignatureTypeProvider<string, object?>
    {
        public HashSet<string> Seen { get; } = [];

        public static string Of(MetadataReader reader, TypeDefinitionHandle handle)
        {
            var type = reader.GetTypeDefinition(handle);
            return type.GetDeclaringType() is { IsNil: false } outer
                ? Of(reader, outer)
                : $"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}";
        }

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            Note(Of(reader, handle));

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
        {
            var type = reader.GetTypeReference(handle);
            return type.ResolutionScope.Kind == HandleKind.TypeReference
                ? GetTypeFromReference(reader, (TypeReferenceHandle)type.ResolutionScope, 0)
                : Note($"{reader.GetString(type.Namespace)}.{reader.GetString(type.Name)}");
        }

        public string GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, null);

        public string GetArrayType(string elementType, ArrayShape shape) => elementType;

        public string GetByReferenceType(string elementType) => elementType;

        public string GetFunctionPointerType(MethodSignature<string> signature) => "";

        public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => genericType;

        public string GetGenericMethodParameter(object? genericContext, int index) => "";

        public string GetGenericTypeParameter(object? genericContext, int index) => "";

        public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => unmodifiedType;

        public string GetPinnedType(string elementType) => elementType;

        public string GetPointerType(string elementType) => elementType;

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => "";

        public string GetSZArrayType(string elementType) => elementType;

        private string Note(string name)
        {
            Seen.Add(name);
            return name;
        }
    }
}
