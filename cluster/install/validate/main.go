// Validate answers as the API server does to objects of the CRDs in a file, without a cluster:
//
//	validate <crds.json> <objects >answers
//
// Each line of standard input is an object, and each line of standard output a string: why the API server refuses the object,
// or drops a field of it; empty where it does neither.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
)

// A kind at the version that the API server stores.
type kind struct {
	schema   *schema.Structural
	strategy interface {
		Validate(context.Context, runtime.Object) field.ErrorList
	}
}

func main() {
	kinds, err := readKinds(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	objects := bufio.NewScanner(os.Stdin)
	objects.Buffer(nil, 1<<24)
	answers := json.NewEncoder(os.Stdout)
	for objects.Scan() {
		object := &unstructured.Unstructured{}
		if err := object.UnmarshalJSON(objects.Bytes()); err != nil {
			log.Fatal(err)
		}
		if err := answers.Encode(kinds[object.GroupVersionKind().String()].answer(object)); err != nil {
			log.Fatal(err)
		}
	}
	if err := objects.Err(); err != nil {
		log.Fatal(err)
	}
}

func (k kind) answer(object *unstructured.Unstructured) string {
	if k.schema == nil {
		return fmt.Sprintf("no CRD for %v", object.GroupVersionKind())
	}
	var answers []string
	options := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	for _, path := range pruning.PruneWithOptions(object.Object, k.schema, true, options) {
		answers = append(answers, path+": unknown field")
	}
	defaulting.Default(object.Object, k.schema)
	for _, err := range k.strategy.Validate(context.Background(), object) {
		answers = append(answers, err.Error())
	}
	return strings.Join(answers, "\n")
}

// readKinds reads the CRDs in a file, by their groups, versions and kinds.
func readKinds(file string) (map[string]kind, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var crds []apiextensionsv1.CustomResourceDefinition
	if err := json.Unmarshal(content, &crds); err != nil {
		return nil, err
	}
	kinds := map[string]kind{}
	for _, crd := range crds {
		for _, version := range crd.Spec.Versions {
			if version.Storage {
				object := &unstructured.Unstructured{}
				object.SetAPIVersion(crd.Spec.Group + "/" + version.Name)
				object.SetKind(crd.Spec.Names.Kind)
				if kinds[object.GroupVersionKind().String()], err = newKind(object, version.Schema); err != nil {
					return nil, err
				}
			}
		}
	}
	return kinds, nil
}

func newKind(object *unstructured.Unstructured, v1Schema *apiextensionsv1.CustomResourceValidation) (kind, error) {
	gvk := object.GroupVersionKind()
	internal := &apiextensions.CustomResourceValidation{}
	convert := apiextensionsv1.Convert_v1_CustomResourceValidation_To_apiextensions_CustomResourceValidation
	if err := convert(v1Schema, internal, nil); err != nil {
		return kind{}, fmt.Errorf("%v: %w", gvk, err)
	}
	structural, err := schema.NewStructural(internal.OpenAPIV3Schema)
	if err != nil {
		return kind{}, fmt.Errorf("%v: %w", gvk, err)
	}
	validator, _, err := validation.NewSchemaValidator(internal.OpenAPIV3Schema)
	if err != nil {
		return kind{}, fmt.Errorf("%v: %w", gvk, err)
	}
	// It takes the names of all objects for those of a namespaced kind, as those of routes and policies are.
	strategy := customresource.NewStrategy(nil, true, gvk, validator, nil, structural, nil, nil, nil)
	return kind{schema: structural, strategy: strategy}, nil
}
